using System.Collections.Immutable;

namespace Procfile.Core.Exporting;

/// <summary>What an exporter has written.</summary>
public sealed record ExportResult
{
    /// <summary>The files, in order of their paths.</summary>
    public required ImmutableArray<ExportedFile> Files { get; init; }

    /// <summary>What the format cannot express, and what else there is to know.</summary>
    public ImmutableArray<ExportNote> Notes { get; init; } = [];

    /// <summary>The commands that put the files to use, one a line, for people.</summary>
    public ImmutableArray<string> NextSteps { get; init; } = [];

    /// <summary>Whether the export does not do what the plan says.</summary>
    public bool HasErrors => Notes.Any(static note => note.IsError);
}
