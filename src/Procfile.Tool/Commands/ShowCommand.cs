using System.CommandLine;
using Procfile.Core.Supervision;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile show TYPE</c>: what one process of a type would run.</summary>
internal static class ShowCommand
{
    internal static Command Create()
    {
        var type = new Argument<string>("TYPE") { Description = "The process type.", Validators = { SharedOptions.RefuseOptions }, CompletionSources = { NameCompletions.OfProcfile } };
        var command = new Command("show", "Shows what a process type would run, its variables replaced.") { type };
        command.Add(SharedOptions.ForProcesses);
        command.SetAction(parsed => ProcfileInput.UseTypes(parsed, (input, types) =>
        {
            if (types.FirstOrDefault(candidate => candidate.Name == parsed.GetValue(type)) is not { } found)
                return Complaints.Usage(Suggestions.NoSuch("process type", parsed.GetValue(type)!, [.. types.Select(candidate => candidate.Name)]));
            var plan = new ProcessPlan(types, input.SupervisorOptions());
            PlannedProcess planned = plan.Plan(found, 1, ProcessPlan.NeedsUniqueInt(found) ? 1 : null);
            int code = ExpandCommand.Report(input, planned);
            if (parsed.GetValue(SharedOptions.Json))
                JsonOutput.Print(ExpandCommand.Shape(planned));
            else
                Console.Out.WriteLine(planned.Command.ToDisplayString());
            return code;
        }));
        return command;
    }
}
