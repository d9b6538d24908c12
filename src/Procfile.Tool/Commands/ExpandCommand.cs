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
            SharedOptions.Formation, SharedOptions.EnvironmentFiles, SharedOptions.Port,
        };
        command.SetAction(parsed => ProcfileInput.UseTypes(parsed, (input, types) =>
        {
            var plan = new ProcessPlan(types, input.SupervisorOptions());
            if (parsed.GetValue(SharedOptions.Json))
                return JsonOutput.Print(new ExpandJson([.. plan.Processes().Select(Shape)]));
            int worst = ExitCodes.Fine;
            foreach (PlannedProcess process in plan.Processes())
                worst = Math.Max(worst, Print(input, process, named: true));
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

    internal static int Print(ProcfileInput input, PlannedProcess process, bool named)
    {
        input.PrintProblems(process.Type, process.Command.Diagnostics);
        Console.Out.WriteLine(named ? $"{process.Name}: {process.Command.ToDisplayString()}" : process.Command.ToDisplayString());
        return process.Command.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? ExitCodes.Fault : ExitCodes.Fine;
    }
}
