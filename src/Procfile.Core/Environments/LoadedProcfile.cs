using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Syntax;

namespace Procfile.Core.Environments;

/// <summary>What came of loading a Procfile.</summary>
public sealed record LoadedProcfile
{
    /// <summary>The files that were read, the base before the variant that is merged into it. Empty after a failure.</summary>
    public ImmutableArray<ProcfileSource> Sources { get; init; } = [];

    /// <summary>The entries that count, in order, each with its file.</summary>
    public ImmutableArray<SourcedEntry> Entries { get; init; } = [];

    /// <summary>Why nothing was loaded; null when something was.</summary>
    public FileFailure? Failure { get; init; }

    /// <summary>How the file was found; null when its path was given.</summary>
    public ProcfileLocation? Location { get; init; }

    /// <summary>Whether a Procfile was loaded. It may still have diagnostics.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsLoaded => Failure is null;

    /// <summary>Whether any of the files has an error.</summary>
    public bool HasErrors => Failure is not null || Sources.Any(static source => source.Reading.HasErrors);
}

/// <summary>A Procfile that was read.</summary>
/// <param name="Path">The file.</param>
/// <param name="Document">Its text.</param>
/// <param name="Reading">Its entries and diagnostics by the dialect asked for.</param>
public sealed record ProcfileSource(string Path, ProcfileDocument Document, ProcfileReading Reading);

/// <summary>An entry and the file it stands in.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Path">The file.</param>
public sealed record SourcedEntry(ProcfileEntry Entry, string Path);
