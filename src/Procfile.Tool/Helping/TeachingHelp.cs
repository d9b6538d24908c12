using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Procfile.Tool.Helping;

/// <summary>Help that begins with what there is in the order of need, and ends with examples.</summary>
/// <param name="usual">The help that is written for every command alike.</param>
/// <param name="groups">The commands by what they are for.</param>
internal sealed class TeachingHelp(HelpAction usual, IReadOnlyList<(string Title, IReadOnlyList<Command> Commands)> groups) : SynchronousCommandLineAction
{
    private const string Indent = "  ";

    public override bool ClearsParseErrors => usual.ClearsParseErrors;

    /// <summary>Puts it in the place of the usual help.</summary>
    internal static void AddTo(RootCommand root, IReadOnlyList<(string Title, IReadOnlyList<Command> Commands)> groups)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Shows this; of a command, what it does, its options, and examples.";
        option.Action = new TeachingHelp((HelpAction)option.Action!, groups);
    }

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is RootCommand root)
        {
            WriteRoot(root, output);
            return ExitCodes.Fine;
        }

        int code = usual.Invoke(parseResult);
        IReadOnlyList<(string Line, string Does)> examples = Examples.Of(parseResult.CommandResult.Command.Name);
        if (examples.Count > 0)
            WriteColumns(output, "Examples", examples);
        return code;
    }

    private void WriteRoot(RootCommand root, TextWriter output)
    {
        output.WriteLine(root.Description);
        output.WriteLine();
        output.WriteLine($"{Indent}procfile COMMAND [OPTIONS]      procfile COMMAND --help teaches one of them");
        output.WriteLine();
        foreach ((string title, IReadOnlyList<Command> commands) in groups)
        {
            WriteColumns(output, title, [.. commands.Select(command => (Words(command), command.Description ?? ""))]);
            output.WriteLine();
        }

        WriteColumns(output, "Everywhere", [.. root.Options.Select(option => (Words(option), option.Description ?? ""))]);
    }

    private static void WriteColumns(TextWriter output, string title, IReadOnlyList<(string Left, string Right)> rows)
    {
        int width = rows.Max(row => row.Left.Length);
        output.WriteLine($"{title}:");
        foreach ((string left, string right) in rows)
            output.WriteLine($"{Indent}{left.PadRight(width)}  {right}".TrimEnd());
    }

    private static string Words(Command command) => string.Join(' ', command.Arguments.Select(WordOf).Prepend(command.Name));

    private static string WordOf(Argument argument) => argument.Arity switch
    {
        { MinimumNumberOfValues: 0, MaximumNumberOfValues: > 1 } => $"[{argument.Name}…]",
        { MinimumNumberOfValues: 0 } => $"[{argument.Name}]",
        { MaximumNumberOfValues: > 1 } when !argument.CaptureRemainingTokens => $"{argument.Name}…",
        _ => argument.Name,
    };

    private static string Words(Option option) =>
        string.Join(", ", option.Aliases.Where(name => !name.StartsWith('/')).Append(option.Name).OrderBy(name => name.Length)) + (option.HelpName is { } value ? $" {value}" : "");
}
