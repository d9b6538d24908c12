using System.Collections.Immutable;
using System.CommandLine;
using System.IO.Abstractions;
using Procfile.Core.Environments;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>The Procfile that the options name, read, and the directory its processes run in.</summary>
/// <param name="Root">The directory.</param>
/// <param name="Sources">The files, the one to work on last: before it comes the base that it is merged into.</param>
/// <param name="Entries">The entries that count.</param>
internal sealed record FoundProcfile(string Root, ImmutableArray<ProcfileSource> Sources, ImmutableArray<SourcedEntry> Entries)
{
    internal const string StandardInput = "-";

    /// <summary>The file to work on. Its path is what messages call it.</summary>
    internal ProcfileSource Main => Sources[^1];

    /// <summary>Finds and reads it.</summary>
    /// <returns>0, or the exit code for what is wrong, which has been said.</returns>
    internal static int TryFind(ParseResult parsed, out FoundProcfile? found)
    {
        found = null;
        if (!TryGetDialect(parsed, out ProcfileDialect dialect, out int wrong))
            return wrong;
        if (parsed.GetValue(SharedOptions.File) == StandardInput)
        {
            found = Of(DirectoryOf(parsed), "standard input", ProcfileDocument.Parse(ReadStandardInput(), dialect));
            return ExitCodes.Fine;
        }

        LoadedProcfile loaded = Load(parsed, dialect);
        if (!loaded.IsLoaded)
        {
            return Complaints.Fault(loaded is { Location: not null, Failure.Kind: FileFailureKind.Missing }
                ? $"{loaded.Failure.Message.TrimEnd('.')}; write one, or name it with -f"
                : loaded.Failure.Message);
        }

        string root = RootOf(parsed) ?? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(loaded.Sources[^1].Path))!;
        bool isNear = parsed.GetValue(SharedOptions.File) is null && RootOf(parsed) is null;
        found = new FoundProcfile(
            root,
            [.. loaded.Sources.Select(source => source with { Path = NameOf(source.Path) })],
            [.. loaded.Entries.Select(entry => entry with { Path = NameOf(entry.Path) })]);
        return ExitCodes.Fine;

        string NameOf(string path) => isNear ? System.IO.Path.GetFileName(path) : path;
    }

    /// <summary>A Procfile of one document.</summary>
    internal static FoundProcfile Of(string root, string name, ProcfileDocument document) => new(
        root,
        [new ProcfileSource(name, document, document.Reading)],
        [.. document.Reading.Entries.Select(entry => new SourcedEntry(entry, name))]);

    /// <summary>Whether there is one; says nothing when there is none.</summary>
    internal static bool Exists(ParseResult parsed) =>
        Find(parsed) is not null;

    /// <summary>The path of the file, which need not be there when it was named; null when none was and there is none.</summary>
    internal static string? Find(ParseResult parsed) => parsed.GetValue(SharedOptions.File) ?? Locate(parsed).Path;

    /// <summary>The directory for a command that runs without a Procfile.</summary>
    internal static string DirectoryOf(ParseResult parsed) => RootOf(parsed) ?? Directory.GetCurrentDirectory();

    /// <summary>The file that an edit changes or makes.</summary>
    internal static string PathToEdit(ParseResult parsed) =>
        Find(parsed) ?? System.IO.Path.Combine(DirectoryOf(parsed), ProcfileLocator.BaseName);

    /// <summary>The file that was named, or all that would be taken if they were there.</summary>
    internal static IEnumerable<string> PathsToWatch(ParseResult parsed) => parsed.GetValue(SharedOptions.File) is { } file
        ? [file.Length == 0 ? ProcfileLocator.BaseName : file]
        : Locate(parsed).Candidates.Select(candidate => candidate.Path);

    internal static bool TryGetDialect(ParseResult parsed, out ProcfileDialect dialect, out int wrong)
    {
        (dialect, wrong) = (ProcfileDialect.Portable, ExitCodes.Fine);
        if (parsed.GetValue(SharedOptions.Dialect) is not { } name)
            return true;
        if (ProcfileDialect.TryParse(name, out ProcfileDialect? named))
        {
            dialect = named;
            return true;
        }

        wrong = Complaints.Usage(Suggestions.NoSuch("dialect", name, [.. ProcfileDialect.All.Select(known => known.Name)]));
        return false;
    }

    private static LoadedProcfile Load(ParseResult parsed, ProcfileDialect dialect)
    {
        var loader = new ProcfileLoader(new FileSystem(), new ProcfileLoaderOptions { Dialect = dialect, Merge = parsed.ValueOf(SharedOptions.Merge) });
        return parsed.GetValue(SharedOptions.File) is { } file
            ? loader.Load(file.Length == 0 ? ProcfileLocator.BaseName : file)
            : loader.Load(DirectoryOf(parsed), EnvironmentNameOf(parsed));
    }

    private static ProcfileLocation Locate(ParseResult parsed) =>
        new ProcfileLocator(new FileSystem()).Locate(DirectoryOf(parsed), EnvironmentNameOf(parsed));

    private static string? EnvironmentNameOf(ParseResult parsed) =>
        EnvironmentName.Resolve(parsed.GetValue(SharedOptions.Environment), ProcessVariables.OfThisProcess())?.Value;

    private static string? RootOf(ParseResult parsed) =>
        parsed.GetValue(SharedOptions.Root) is { Length: > 0 } root ? System.IO.Path.GetFullPath(root) : null;

    private static byte[] ReadStandardInput()
    {
        using var buffer = new MemoryStream();
        using Stream input = Console.OpenStandardInput();
        input.CopyTo(buffer);
        return buffer.ToArray();
    }
}
