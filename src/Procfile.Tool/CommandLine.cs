using System.CommandLine;
using System.CommandLine.Completions;
using Procfile.Tool.Completing;
using Procfile.Tool.Helping;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool;

/// <summary>The command line: what there is, and what is said when it is used wrongly.</summary>
internal static class CommandLine
{
    internal static int Run(string[] args)
    {
        ParseResult parsed = Build().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not SuggestAction)
        {
            Complain(parsed);
            return ExitCodes.Usage;
        }

        // Signals are the business of the command that runs processes, not of the parser.
        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (FileNotFoundException) when (!HasCurrentDirectory())
        {
            return Complaints.Fault("the current directory does not exist any more: change to another");
        }
        catch (IOException exception)
        {
            // What commands read and write they answer for themselves; this is standard output, on a full disk for instance.
            return Complaints.Fault($"standard output cannot be written: {exception.Message}");
        }
    }

    internal static RootCommand Build()
    {
        var root = new RootCommand("Runs, checks and edits Procfiles, and controls what runs from them.");
        SharedOptions.AddTo(root);
        IReadOnlyList<(string Title, IReadOnlyList<Command> Commands)> groups = CommandGroups.Create();
        foreach (Command command in groups.SelectMany(group => group.Commands))
            root.Add(command);
        TeachingHelp.AddTo(root, groups);
        SuggestDirective suggest = root.Directives.OfType<SuggestDirective>().Single();
        suggest.Action = new SuggestAction(suggest);
        return root;
    }

    private static bool HasCurrentDirectory()
    {
        try
        {
            return Directory.GetCurrentDirectory().Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static void Complain(ParseResult parsed)
    {
        string command = parsed.CommandResult.Command is RootCommand ? "procfile" : $"procfile {parsed.CommandResult.Command.Name}";
        string message = parsed.Errors[0].Message.TrimEnd('.');
        string unknown = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : "";
        bool isOption = unknown.StartsWith('-');
        IEnumerable<string> known = isOption
            ? SharedOptions.NamesFor(parsed.CommandResult.Command)
            : parsed.CommandResult.Command.Subcommands.Select(subcommand => subcommand.Name);
        Complaints.Say(Suggestions.Nearest(unknown, known) is { } nearest
            ? $"there is no {(isOption ? "option" : "command")} \"{unknown}\": did you mean \"{nearest}\"?"
            : message.EndsWith('?') ? message : $"{message}: see {command} --help");
    }
}
