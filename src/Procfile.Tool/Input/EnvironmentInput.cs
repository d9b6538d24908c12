using System.Collections;
using System.CommandLine;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>The variables: those of the process, and over them those of the <c>.env</c> files.</summary>
internal sealed class EnvironmentInput
{
    private const string DefaultFile = ".env";

    private readonly List<(string File, Diagnostic Diagnostic)> _diagnostics = [];

    internal Dictionary<string, string> OfProcess { get; } = ProcessEnvironment();

    internal Dictionary<string, string> OfFiles { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, string> All { get; } = new(StringComparer.Ordinal);

    internal IEnumerable<Diagnostic> Diagnostics => _diagnostics.Select(found => found.Diagnostic);

    /// <summary>Runs a command on the variables.</summary>
    internal static int Use(ParseResult parsed, Func<EnvironmentInput, int> command) =>
        Use(parsed, ProcfileSource.Find(parsed, out _) ?? ProcfileSource.Nothing(parsed), command);

    /// <summary>Runs a command on the variables that go with a Procfile.</summary>
    internal static int Use(ParseResult parsed, ProcfileSource source, Func<EnvironmentInput, int> command)
    {
        var input = new EnvironmentInput();
        int code = input.Read(parsed, source);
        return code == ExitCodes.Fine ? command(input) : code;
    }

    internal static Dictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(pair => (string)pair.Key, pair => (string?)pair.Value ?? "", StringComparer.Ordinal);

    /// <summary>Says what is wrong in the files.</summary>
    internal void PrintProblems()
    {
        foreach ((string file, Diagnostic diagnostic) in _diagnostics)
            DiagnosticLines.PrintProblems(file, [diagnostic]);
    }

    private int Read(ParseResult parsed, ProcfileSource source)
    {
        if (!ProcfileSource.TryGetDialect(parsed, out ProcfileDialect? procfileDialect, out string problem))
            return Complaints.Usage(problem);
        DotEnvDialect dialect = parsed.GetValue(SharedOptions.Dialect) is null ? DotEnvDialect.Union : DotEnvDialect.For(procfileDialect);

        string[]? given = parsed.GetResult(SharedOptions.EnvironmentFiles) is null ? null : parsed.GetValue(SharedOptions.EnvironmentFiles);
        string[] files = given is { Length: > 0 }
            ? [.. given.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries))]
            : [Path.Combine(source.Root, DefaultFile)];
        foreach (string file in files)
        {
            if (given is not { Length: > 0 } && !File.Exists(file))
                continue;
            if (ReadFile(file, dialect) is var code && code != ExitCodes.Fine)
                return code;
        }

        Merge(OfProcess);
        Merge(OfFiles);
        return ExitCodes.Fine;
    }

    private int ReadFile(string file, DotEnvDialect dialect)
    {
        if (FileBytes.Read(file, out string problem) is not { } bytes)
            return Complaints.Fault($"the environment file {problem}");
        DotEnvDocument document = DotEnvDocument.Parse(bytes, dialect);
        foreach (Diagnostic diagnostic in document.Diagnostics)
            _diagnostics.Add((file, diagnostic));
        foreach (DotEnvVariable variable in document.Variables)
            OfFiles[variable.Name] = variable.Value;
        return ExitCodes.Fine;
    }

    private void Merge(Dictionary<string, string> layer)
    {
        foreach ((string name, string value) in layer)
            All[name] = value;
    }
}
