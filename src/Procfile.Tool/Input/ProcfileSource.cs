using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.IO.Abstractions;
using Procfile.Core.Environments;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>Where the Procfile comes from, and the directory its processes run in.</summary>
/// <param name="Path">The file; null for standard input, or for none.</param>
/// <param name="Root">The directory.</param>
/// <param name="DisplayName">What messages call it.</param>
internal sealed record ProcfileSource(string? Path, string Root, string DisplayName)
{
    internal const string StandardInput = "-";

    internal static ProcfileSource Nothing(ParseResult parsed) => new(null, RootOf(parsed) ?? Directory.GetCurrentDirectory(), "");

    /// <summary>Finds it; null with a complaint when there is none.</summary>
    internal static ProcfileSource? Find(ParseResult parsed, out string problem)
    {
        problem = "";
        string? root = RootOf(parsed);
        if (parsed.GetValue(SharedOptions.File) is { } file)
        {
            return file == StandardInput
                ? new ProcfileSource(null, root ?? Directory.GetCurrentDirectory(), "standard input")
                : new ProcfileSource(file, root ?? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(file))!, file);
        }

        string directory = root ?? Directory.GetCurrentDirectory();
        string? environment = EnvironmentNameOf(parsed);
        ProcfileLocation location = new ProcfileLocator(new FileSystem()).Locate(directory, environment);
        if (location.Path is { } path)
            return new ProcfileSource(path, directory, root is null ? System.IO.Path.GetFileName(path) : path);
        problem = $"there is no Procfile in {directory}{(environment is null ? "" : $" (looked for {string.Join(", ", location.Candidates.Select(candidate => System.IO.Path.GetFileName(candidate.Path)))})")}: write one, or name it with -f";
        return null;
    }

    internal static string PathToCreate(ParseResult parsed) =>
        parsed.GetValue(SharedOptions.File) ?? System.IO.Path.Combine(RootOf(parsed) ?? Directory.GetCurrentDirectory(), ProcfileLocator.BaseName);

    /// <summary>The dialect that the option names.</summary>
    internal static bool TryGetDialect(ParseResult parsed, [NotNullWhen(true)] out ProcfileDialect? dialect, out string problem)
    {
        (dialect, problem) = (ProcfileDialect.Portable, "");
        if (parsed.GetValue(SharedOptions.Dialect) is not { } name || ProcfileDialect.TryParse(name, out dialect))
            return true;
        problem = Suggestions.NoSuch("dialect", name, [.. ProcfileDialect.All.Select(known => known.Name)]);
        return false;
    }

    /// <summary>Reads it.</summary>
    /// <returns>The exit code for the problem; 0 when there is none.</returns>
    internal int TryReadDocument(ParseResult parsed, out ProcfileDocument? document, out string problem)
    {
        document = null;
        if (!TryGetDialect(parsed, out ProcfileDialect? dialect, out problem))
            return ExitCodes.Usage;
        if (!TryReadBytes(out byte[]? bytes, out problem))
            return ExitCodes.Fault;
        document = ProcfileDocument.Parse(bytes, dialect);
        return ExitCodes.Fine;
    }

    private bool TryReadBytes([NotNullWhen(true)] out byte[]? bytes, out string problem)
    {
        if (Path is not null)
            return (bytes = FileBytes.Read(Path, out problem)) is not null;
        (bytes, problem) = (null, "");
        try
        {
            using var buffer = new MemoryStream();
            using Stream input = Console.OpenStandardInput();
            input.CopyTo(buffer);
            bytes = buffer.ToArray();
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = $"{DisplayName} cannot be read: {exception.Message}";
            return false;
        }
    }

    private static string? EnvironmentNameOf(ParseResult parsed) =>
        EnvironmentName.Resolve(parsed.GetValue(SharedOptions.Environment), EnvironmentInput.ProcessEnvironment())?.Value;

    private static string? RootOf(ParseResult parsed) =>
        parsed.GetValue(SharedOptions.Root) is { } root ? System.IO.Path.GetFullPath(root) : null;
}
