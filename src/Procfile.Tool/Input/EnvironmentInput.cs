using System.CommandLine;
using System.IO.Abstractions;
using Procfile.Core.Environments;
using Procfile.Core.Syntax;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>The variables: those of the process, and over them those of the <c>.env</c> files.</summary>
internal sealed class EnvironmentInput
{
    private readonly List<LoadedEnvironmentFile> _files = [];

    private EnvironmentInput(ProcessVariables variables) => Variables = variables;

    internal ProcessVariables Variables { get; private set; }

    /// <summary>The files that were read, in order.</summary>
    internal IReadOnlyList<LoadedEnvironmentFile> Files => _files;

    /// <summary>What there is to know about the files, as other programs get it.</summary>
    internal IReadOnlyList<DiagnosticJson> DiagnosticsForJson => [.. _files.SelectMany(file => JsonOutput.Of(file.Document!.Diagnostics, file.Path))];

    /// <summary>Runs a command on the variables that go with a directory.</summary>
    internal static int Use(ParseResult parsed, string root, Func<EnvironmentInput, int> command)
    {
        if (!FoundProcfile.TryGetDialect(parsed, out ProcfileDialect dialect, out int wrong))
            return wrong;
        var input = new EnvironmentInput(ProcessVariables.OfThisProcess(PrecedenceOf(dialect)));
        foreach (string path in Paths(parsed, root, dialect))
        {
            // What a file refers to may stand in the environment or in a file before.
            var options = new DotEnvOptions { Interpolate = parsed.ValueOf(SharedOptions.Interpolate), OuterVariables = input.Variables };
            LoadedEnvironmentFile file = new EnvironmentFileLoader(new FileSystem(), DotEnvDialect.For(dialect), options).Load(path);
            if (file.Failure is { } failure)
                return Complaints.Fault(failure.Message);
            input._files.Add(file);
            input.Variables = input.Variables.WithFile(file.Path, file.Document!);
        }

        return command(input);
    }

    /// <summary>The files that were read, and the usual one if it should come.</summary>
    internal IEnumerable<string> PathsToWatch(string root) => _files.Count > 0 ? _files.Select(file => file.Path) : [UsualPath(root)];

    /// <summary>Says what is wrong in the files.</summary>
    internal void PrintProblems()
    {
        foreach (LoadedEnvironmentFile file in _files)
            DiagnosticLines.PrintProblems(file.Path, file.Document!.Diagnostics);
    }

    /// <summary>In goreman and hivemind the process environment wins; in all others the file does.</summary>
    private static VariablePrecedence PrecedenceOf(ProcfileDialect dialect) =>
        dialect == ProcfileDialect.Goreman || dialect == ProcfileDialect.Hivemind ? VariablePrecedence.ProcessEnvironment : VariablePrecedence.File;

    /// <summary>The files, the weakest first: in goreman the first of several wins, in all others the last.</summary>
    private static IEnumerable<string> Paths(ParseResult parsed, string root, ProcfileDialect dialect)
    {
        string[] given = parsed.ValueOf(SharedOptions.EnvironmentFiles) ?? [];
        if (given.Length > 0)
        {
            IEnumerable<string> paths = given.SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries));
            return dialect == ProcfileDialect.Goreman ? paths.Reverse() : paths;
        }

        string usual = UsualPath(root);
        return Path.Exists(usual) ? [usual] : [];
    }

    private static string UsualPath(string root) => Path.Combine(root, EnvironmentFileLoader.UsualName);
}
