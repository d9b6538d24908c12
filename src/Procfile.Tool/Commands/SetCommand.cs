using System.CommandLine;
using Procfile.Tool.Input;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile set NAME COMMAND</c>: gives a process type its command; leaves every other byte alone.</summary>
internal static class SetCommand
{
    internal static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The process type.", Validators = { SharedOptions.RefuseOptions } };
        var text = new Argument<string>("COMMAND") { Description = "Its command." };
        var command = new Command("set", "Gives a process type its command, or adds it; leaves every other byte of the file alone.") { name, text };
        command.SetAction(parsed => ProcfileEdit.Make(parsed, create: true, document =>
            document.TryGetEntry(parsed.GetValue(name)!, out _)
                ? document.SetCommand(parsed.GetValue(name)!, parsed.GetValue(text)!)
                : document.Add(parsed.GetValue(name)!, parsed.GetValue(text)!)));
        return command;
    }
}
