using System.Collections.Immutable;
using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile expand</c>: every process of the formation with the command it would run.</summary>
internal static class ExpandCommand
{
    internal static Command Create()
    {
        var command = new Command("expand", "Shows every process of the formation with its command, variables and tokens replaced.")
        {
            SharedOptions.Formation,
        };
        command.Add(SharedOptions.ForProcesses);
        command.SetAction(parsed => ProcfileInput.UseTypes(parsed, (input, types) =>
        {
            var plan = new ProcessPlan(types, input.SupervisorOptions());
            ImmutableArray<PlannedProcess> processes = plan.Processes();
            int worst = processes.Select(process => Report(input, process)).DefaultIfEmpty().Max();
            if (parsed.GetValue(SharedOptions.Json))
                JsonOutput.Print(new ExpandJson([.. processes.Select(Shape)]));
            else
                Print(processes);
            return worst;
        }));
        return command;
    }

    internal static ExpandedProcessJson Shape(PlannedProcess process) => new(
        process.Name,
        process.Type.Name,
        process.Index,
        process.Port,
        process.UniqueInt,
        process.Command.Mode == CommandMode.Direct ? "direct" : "shell",
        process.Command.ToDisplayString(),
        process.Command.Arguments,
        process.InjectedVariables);

    /// <summary>Says what is wrong with a process's command, in the file's own lines and columns.</summary>
    internal static int Report(ProcfileInput input, PlannedProcess process)
    {
        input.PrintProblems(process.Type, process.Command.Diagnostics);
        return process.Command.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? ExitCodes.Fault : ExitCodes.Fine;
    }

    private static void Print(ImmutableArray<PlannedProcess> processes)
    {
        foreach (PlannedProcess process in processes)
            Console.Out.WriteLine($"{process.Name}: {process.Command.ToDisplayString()}");
    }
}
