using System.CommandLine;
using Procfile.Tool.Commands;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool;

/// <summary>The command line: what there is, and what is said when it is used wrongly.</summary>
internal static class CommandLine
{
    internal static int Run(string[] args)
    {
        ParseResult parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            Complain(parsed);
            return ExitCodes.Usage;
        }

        // Signals are the business of the command that runs processes, not of the parser.
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    internal static RootCommand Build()
    {
        var root = new RootCommand("Runs, checks and edits Procfiles.");
        SharedOptions.AddTo(root);
        root.Add(StartCommand.Create());
        root.Add(RunCommand.Create());
        root.Add(CheckCommand.Create());
        root.Add(ListCommand.Create());
        root.Add(ShowCommand.Create());
        root.Add(ExpandCommand.Create());
        root.Add(EnvCommand.Create());
        root.Add(SetCommand.Create());
        root.Add(DeleteCommand.Create());
        return root;
    }

    private static void Complain(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "procfile" : $"procfile {parsed.CommandResult.Command.Name}";
        string message = parsed.Errors[0].Message.TrimEnd('.');
        string unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : "";
        IEnumerable<string> known = parsed.CommandResult.Command.Subcommands.Select(subcommand => subcommand.Name);
        string? nearest = parsed.CommandResult.Command is RootCommand ? Suggestions.Nearest(unknown, known) : null;
        Complaints.Say(nearest is null
            ? $"{message}: see {command} --help"
            : $"there is no command \"{unknown}\": did you mean \"{nearest}\"?");
    }
}
