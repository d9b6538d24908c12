using System.Collections.Immutable;
using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Environments;
using Procfile.Core.Syntax;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile check</c>: what is wrong with a Procfile and its <c>.env</c> files, and what another tool would lose.</summary>
internal static class CheckCommand
{
    private static readonly Option<string[]> For = new("--for")
    {
        Description = "Also says what these tools read differently: dialect names separated by commas, or all.",
        HelpName = "DIALECT",
        CompletionSources = { OtherCompletions.Dialects, _ => ["all"] },
    };

    private static readonly Option<bool> Fix = new("--fix") { Description = "Applies the safe fixes to the file; leaves every other byte alone." };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Takes for an error whatever any tool could read differently." };

    internal static Command Create()
    {
        var command = new Command("check", "Reports what is wrong in a Procfile and its .env files, and what another tool would read differently. Ends with 1 when there is an error.")
        {
            For, Fix, Strict, SharedOptions.EnvironmentFiles,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(Fix) && ProcfileEdit.Make(parsed, create: false, document => document.ApplyFixes()) is var code && code != ExitCodes.Fine)
                return code;
            return TryGetDialects(parsed, out IReadOnlyList<ProcfileDialect> dialects)
                ? ProcfileInput.UseWithEnvironment(parsed, (input, environment) => Check(parsed, input, environment, dialects))
                : ExitCodes.Usage;
        });
        return command;
    }

    private static int Check(ParseResult parsed, ProcfileInput input, EnvironmentInput environment, IReadOnlyList<ProcfileDialect> dialects)
    {
        ProcfileReading reading = parsed.GetValue(Strict)
            ? input.Document.Read(input.Reading.Dialect, ProcfileReadOptions.Default with { Strict = true })
            : input.Reading;
        ImmutableArray<Diagnostic> diagnostics =
            [.. reading.Diagnostics.Concat(CommandLint.Check(reading)).OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];
        IReadOnlyList<DialectComparison> comparisons = dialects.Count == 0 ? [] : DialectComparison.Compare(input.Document, dialects);
        if (parsed.GetValue(SharedOptions.Json))
        {
            JsonOutput.Print(new CheckJson(
                input.DisplayName,
                reading.Dialect.Name,
                JsonOutput.Of(diagnostics),
                environment.Files.Count == 0 ? null : environment.DiagnosticsForJson,
                dialects.Count == 0 ? null : [.. comparisons.Select(Shape)]));
        }
        else
        {
            Print(input, reading, diagnostics);
            foreach (LoadedEnvironmentFile file in environment.Files)
                Print(file);
            ComparisonTable.Print(input.DisplayName, comparisons);
        }

        bool isFaulty = diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            || environment.Files.Any(file => file.Document!.HasErrors);
        return isFaulty ? ExitCodes.Fault : ExitCodes.Fine;
    }

    private static void Print(ProcfileInput input, ProcfileReading reading, ImmutableArray<Diagnostic> diagnostics)
    {
        DiagnosticLines.Print(Console.Out, input.DisplayName, diagnostics);
        string types = reading.Entries.Length switch
        {
            0 => "no process types",
            1 => $"1 process type ({reading.Entries[0].Name})",
            int count => $"{count} process types ({string.Join(", ", reading.Entries.Select(entry => entry.Name))})",
        };
        Console.Out.WriteLine($"{input.DisplayName}: {types}; {DiagnosticLines.Count(diagnostics)}");
    }

    private static void Print(LoadedEnvironmentFile file)
    {
        DotEnvDocument document = file.Document!;
        DiagnosticLines.Print(Console.Out, file.Path, document.Diagnostics);
        int count = document.ToDictionary().Count;
        Console.Out.WriteLine($"{file.Path}: {count} {(count == 1 ? "variable" : "variables")}; {DiagnosticLines.Count(document.Diagnostics)}");
    }

    private static bool TryGetDialects(ParseResult parsed, out IReadOnlyList<ProcfileDialect> dialects)
    {
        var found = new List<ProcfileDialect>();
        dialects = found;
        foreach (string name in (parsed.GetValue(For) ?? []).SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (name.Equals("all", StringComparison.OrdinalIgnoreCase))
            {
                found.AddRange(ProcfileDialect.All.Where(dialect => dialect != ProcfileDialect.Portable));
            }
            else if (ProcfileDialect.TryParse(name, out ProcfileDialect? dialect))
            {
                found.Add(dialect);
            }
            else
            {
                Complaints.Say(Suggestions.NoSuch("dialect", name, [.. ProcfileDialect.All.Select(known => known.Name), "all"]));
                return false;
            }
        }

        return true;
    }

    private static ComparisonJson Shape(DialectComparison comparison) => new(
        comparison.Dialect.Name,
        comparison.IsAlike,
        [.. comparison.Differences.Select(difference => new DifferenceJson(
            JsonOutput.CamelCase(difference.Kind.ToString()), difference.Line, difference.Name, difference.Message, difference.ToolName, difference.ToolCommand))]);
}
