using System.CommandLine;
using System.Globalization;
using Procfile.Tool.Completing;
using Procfile.Tool.Input;

namespace Procfile.Tool.Control;

/// <summary>The arguments and options that the commands have in common that talk to a running <c>start</c>.</summary>
internal static class ControlOptions
{
    internal const int RecentByDefault = 100;

    internal static Argument<string[]> Names { get; } = new("NAME")
    {
        Description = "Process types or processes, worker or worker.2; * stands for any text. Default: all.",
        Arity = ArgumentArity.ZeroOrMore,
        Validators = { SharedOptions.RefuseOptions },
        CompletionSources = { NameCompletions.OfTypesAndProcesses },
    };

    internal static Argument<string[]> Types { get; } = new("TYPE")
    {
        Description = "Process types; * stands for any text. Default: all.",
        Arity = ArgumentArity.ZeroOrMore,
        Validators = { SharedOptions.RefuseOptions },
        CompletionSources = { NameCompletions.OfTypes },
    };

    internal static Option<bool> Follow { get; } = new("--follow", "-f") { Description = "Goes on with what comes, until Ctrl+C. A Procfile is named with --file here." };

    internal static Option<int?> Recent { get; } = new("--lines", "-n")
    {
        Description = $"How many recent ones are shown. Default: {RecentByDefault.ToString(CultureInfo.InvariantCulture)}.",
        HelpName = "N",
        CustomParser = result => int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : OptionValues.Wrong<int?>(result, $"--lines is a number, not \"{result.Tokens[0].Value}\""),
    };

    /// <summary>A command that talks to a running <c>start</c>.</summary>
    internal static Command Create(string name, string description, params Symbol[] symbols)
    {
        var command = new Command(name, description) { SharedOptions.Socket };
        foreach (Argument argument in symbols.OfType<Argument>())
            command.Add(argument);
        command.Add(symbols.OfType<Option>());
        return command;
    }
}
