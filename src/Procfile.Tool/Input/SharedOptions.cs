using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Procfile.Core.Environments;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Tool.Completing;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Input;

/// <summary>The options that every command has: which Procfile, and how it is read and shown.</summary>
internal static class SharedOptions
{
    private const int MaximumPort = 65535;

    internal static Option<string?> File { get; } = new("--file", "-f")
    {
        Description = "The Procfile; - reads standard input. Default: the one in the root directory for the environment.",
        HelpName = "FILE",
        Recursive = true,
    };

    internal static Option<string?> Root { get; } = new("--root", "-d")
    {
        Description = "The directory to run in. Default: the Procfile's.",
        HelpName = "DIR",
        Recursive = true,
    };

    internal static Option<string?> Environment { get; } = new("--environment")
    {
        Description = "Reads Procfile_NAME instead of Procfile, when there is one. Default: PROCFILE_ENV, RAILS_ENV, RACK_ENV, NODE_ENV, …",
        HelpName = "NAME",
        Recursive = true,
    };

    internal static Option<string?> Dialect { get; } = new("--dialect")
    {
        Description = $"Reads as another tool does: {string.Join(", ", ProcfileDialect.All.Select(dialect => dialect.Name))}.",
        HelpName = "NAME",
        Recursive = true,
        CompletionSources = { OtherCompletions.Dialects },
    };

    /// <summary>Of <c>start</c> and of all that talks to it.</summary>
    internal static Option<string?> Socket { get; } = new("--socket")
    {
        Description = "The Unix socket to talk over. Default: one per Procfile in the runtime directory.",
        HelpName = "PATH",
    };

    internal static Option<bool> Json { get; } = new("--json") { Description = "Prints JSON.", Recursive = true };

    /// <summary>Not for every command: those that run or show commands have it.</summary>
    internal static Option<string[]> EnvironmentFiles { get; } = new("--env", "-e")
    {
        Description = "Variables from these files instead of .env, separated by commas; a later file wins.",
        HelpName = "FILES",
    };

    internal static Option<string?> Formation { get; } = new("--formation", "-m")
    {
        Description = "How many processes of each type: web=2,worker=1; all=1 stands for the others.",
        HelpName = "TYPE=N",
        CompletionSources = { NameCompletions.OfProcfileFormation },
    };

    internal static Option<StopSequence?> StopSequence { get; } = new("--stop-sequence")
    {
        Description = "How processes are stopped: signals and seconds. Default: \"term, 10, kill\", longer for programs known to need it.",
        HelpName = "SEQUENCE",
        CustomParser = result => Core.Supervision.StopSequence.TryParse(result.Tokens[0].Value, out StopSequence? sequence, out string? error)
            ? sequence
            : OptionValues.Wrong<StopSequence?>(result, error),
    };

    internal static Option<int?> Port { get; } = new("--port", "-p")
    {
        Description = "The port that counting begins at. Default: the variable PORT, else 5000.",
        HelpName = "PORT",
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= MaximumPort)
                return port;
            result.AddError($"--port is a number from 1 to {MaximumPort}, not \"{result.Tokens[0].Value}\"");
            return null;
        },
    };

    internal static Option<bool> SkipTakenPorts { get; } = new("--skip-taken-ports")
    {
        Description = "Passes over ports that another program on this host listens on.",
    };

    internal static Option<string?> Shell { get; } = new("--shell")
    {
        Description = "The shell for commands that need one. Default: /bin/sh, or that of the tool given with --dialect.",
        HelpName = "PATH",
    };

    internal static Option<bool> Merge { get; } = new("--merge")
    {
        Description = "Merges Procfile_NAME into Procfile, entry by entry, instead of reading it alone.",
    };

    internal static Option<bool> RackStack { get; } = new("--rack")
    {
        Description = "Leaves the type web out, as Cloud 66 does on Rack stacks; custom_web is the web server there.",
    };

    internal static Option<bool> Interpolate { get; } = new("--interpolate")
    {
        Description = "Replaces $NAME and ${NAME:-default} in the values of .env files.",
    };

    /// <summary>What decides the variables, for every command that shows or uses them.</summary>
    internal static IReadOnlyList<Option> ForVariables { get; } = [EnvironmentFiles, Interpolate];

    /// <summary>What decides a process's command and variables, for every command that runs or shows processes.</summary>
    internal static IReadOnlyList<Option> ForProcesses { get; } = [.. ForVariables, Port, SkipTakenPorts, Shell, Merge, RackStack];

    internal static void AddTo(RootCommand root)
    {
        NotEmpty(File);
        NotEmpty(Root);
        NotEmpty(Shell);
        NotEmpty(Socket);
        Environment.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: { } name }] && !EnvironmentName.CanNameVariant(name))
                result.AddError($"--environment is a name that a file can end with, not \"{name}\"");
        });
        root.Add(File);
        root.Add(Root);
        root.Add(Environment);
        root.Add(Dialect);
        root.Add(Json);
    }

    /// <summary>The options that may be given with a command: its own and the shared ones.</summary>
    internal static IReadOnlyCollection<string> NamesFor(Command command) =>
        [.. command.Options.Concat([File, Root, Environment, Dialect, Json]).Select(option => option.Name).Distinct()];

    /// <summary>A process type's name begins with no dash: what does is a mistyped option.</summary>
    internal static void RefuseOptions(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => token.Value.StartsWith('-')) is { } option)
            result.AddError(Suggestions.NoSuch("option", option.Value, NamesFor(((CommandResult)result.Parent!).Command)));
    }

    internal static void Add(this Command command, IEnumerable<Option> options)
    {
        foreach (Option option in options)
            command.Add(option);
    }

    private static void NotEmpty(Option<string?> option) => option.Validators.Add(result =>
    {
        if (result.Tokens is [{ Value: "" }])
            result.AddError($"{option.Name} needs a {option.HelpName}");
    });
}
