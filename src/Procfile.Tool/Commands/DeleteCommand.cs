using System.CommandLine;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile delete NAME</c>: takes a process type out; leaves every other byte alone.</summary>
internal static class DeleteCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The process type.", Validators = { SharedOptions.RefuseOptions }, CompletionSources = { NameCompletions.OfProcfile } };
        var command = new Command("delete", "Takes a process type out of the file; leaves every other byte alone.") { name };
        command.SetAction(parsed => ProcfileInput.Use(parsed, input =>
            input.Reading.TryGetEntry(parsed.GetValue(name)!, out _)
                ? ProcfileEdit.Make(parsed, create: false, document => document.Remove(parsed.GetValue(name)!))
                : Complaints.Usage(Suggestions.NoSuch("process type", parsed.GetValue(name)!, [.. input.Reading.Entries.Select(entry => entry.Name)]))));
        return command;
    }
}
