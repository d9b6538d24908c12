using System.CommandLine;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile completion SHELL</c>: the script that makes a shell complete this program's command lines.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("SHELL")
    {
        Description = $"One of {string.Join(", ", ShellScripts.All.Keys)}.",
        Validators = { SharedOptions.RefuseOptions },
        CompletionSources = { _ => ShellScripts.All.Keys },
    };

    internal static Command Create()
    {
        var command = new Command("completion", "Prints the script that makes a shell complete commands, options and names.") { Shell };
        command.SetAction(parsed =>
        {
            string name = parsed.GetValue(Shell)!;
            if (!ShellScripts.All.TryGetValue(name, out string? script))
                return Complaints.Usage(Suggestions.NoSuch("shell", name, [.. ShellScripts.All.Keys]));
            Console.Out.WriteLine(script);
            return ExitCodes.Fine;
        });
        return command;
    }
}
