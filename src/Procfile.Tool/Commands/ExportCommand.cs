using System.Collections.Immutable;
using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Environments;
using Procfile.Core.Exporting;
using Procfile.Core.Supervision;
using Procfile.Tool.Exporting;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile export FORMAT DIRECTORY</c>: the files of another supervisor, so that the processes start when the server boots.</summary>
internal static class ExportCommand
{
    private const string StandardOutput = "-";
    private const string SearchPath = "PATH";

    private static readonly Argument<string> Format = new("FORMAT")
    {
        Description = $"One of {string.Join(", ", Exporter.All.Select(exporter => exporter.Name))}.",
        Validators = { SharedOptions.RefuseOptions },
        CompletionSources = { _ => Exporter.All.Select(exporter => exporter.Name) },
    };

    private static readonly Argument<string> Target = new("DIRECTORY")
    {
        Description = "Where the files go, /etc/systemd/system for instance; - shows them. What an export did not write is left alone.",
    };

    internal static Command Create()
    {
        var command = new Command("export", "Writes unit files for systemd and others, so that the processes start when the server boots.")
        {
            Format, Target, SharedOptions.Formation,
        };
        command.Add(ExportChoices.All);
        command.Add(SharedOptions.ForProcesses);
        command.SetAction(parsed => ProcfileInput.UseTypes(parsed, (input, types) => Export(parsed, input, types)));
        return command;
    }

    private static int Export(ParseResult parsed, ProcfileInput input, ImmutableArray<ProcessType> types)
    {
        string name = parsed.GetValue(Format)!;
        if (!Exporter.TryParse(name, out Exporter? exporter))
            return Complaints.Usage(Suggestions.NoSuch("format", name, [.. Exporter.All.Select(known => known.Name)]));
        string target = parsed.GetValue(Target)!;
        SupervisorOptions supervision = input.SupervisorOptions();
        supervision.Formation ??= Formation.Default;
        supervision.Variables = VariablesFor(exporter, (ProcessVariables)supervision.Variables!, parsed);
        supervision.StopSequence = parsed.GetValue(SharedOptions.StopSequence);
        foreach (ProcessType type in types)
            supervision.OptionsFor(type.Name).Niceness = parsed.GetValue(ExportChoices.Nice);
        if (types.All(type => supervision.Formation.Count(type.Name) == 0))
            return Complaints.Usage("the formation has no process: give a type a number above 0");

        ExportOptions options = ExportChoices.Of(parsed, target == StandardOutput ? null : Path.GetFullPath(target), input.Root);
        if (options.Style == UnitStyle.Supervisor && exporter is SystemdExporter)
        {
            if (SupervisorCommandLine.Of(parsed, input) is not { } command)
                return Complaints.Usage("a unit that runs procfile start cannot read the Procfile from standard input: give its file");
            options = options with { Supervisor = command };
        }

        ExportResult result = exporter.Export(new ProcessPlan(types, supervision), options);
        foreach (ExportNote note in result.Notes)
            Complaints.Say(note.ToString());
        if (result.HasErrors)
            return ExitCodes.Fault;
        return target == StandardOutput ? ExportReport.Show(result) : Write(parsed, exporter, options, result, target);
    }

    private static int Write(ParseResult parsed, Exporter exporter, ExportOptions options, ExportResult result, string target)
    {
        try
        {
            var directory = new ExportDirectory(target, options.AppName, exporter.Name, result.Files);
            if (directory.Conflicts.Length > 0 && !parsed.GetValue(ExportChoices.Force))
            {
                foreach (string conflict in directory.Conflicts)
                    Complaints.Say($"{conflict}: --force overwrites it");
                return ExitCodes.Fault;
            }

            bool isDry = parsed.GetValue(ExportChoices.DryRun);
            if (!isDry)
                directory.Write();
            return ExportReport.Print(parsed, exporter, target, directory.Changes, result, isDry);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Complaints.Fault($"{target} cannot be written: {exception.Message}");
        }
    }

    /// <summary>
    /// What goes into the files: what the <c>.env</c> files say. The environment of whoever exports is not the server's; only where
    /// programs are found is taken from it, and that not into containers.
    /// </summary>
    private static ProcessVariables VariablesFor(Exporter exporter, ProcessVariables all, ParseResult parsed)
    {
        ProcessVariables host = all.Only(VariableLayer.ProcessEnvironment);
        string[] names = [.. exporter.InContainers ? [] : new[] { SearchPath }, .. parsed.GetValue(ExportChoices.Pass) ?? []];
        foreach (string missing in names.Where(name => name != SearchPath && !host.ContainsKey(name)))
            Complaints.Say($"--pass {missing}: the process environment has no such variable");
        return all.Only(VariableLayer.EnvironmentFile).With(VariableLayer.ProcessEnvironment, host.Where(variable => names.Contains(variable.Key)));
    }
}
