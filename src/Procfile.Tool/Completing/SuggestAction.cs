using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.Globalization;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Completing;

/// <summary>
/// <c>procfile [suggest:N] "LINE"</c>, which a shell asks when somebody presses Tab after N characters: a word a line. Options are
/// among them when there is nothing else, or a dash was typed.
/// </summary>
internal sealed class SuggestAction(SuggestDirective directive) : SynchronousCommandLineAction
{
    private static readonly string[] HelpOfWindows = ["/?", "/h"];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        string line = parseResult.UnmatchedTokens is [.., var last] ? last : "";
        string? position = parseResult.GetResult(directive)?.Values is [var value, ..] ? value : null;
        int end = int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? Math.Min(given, line.Length) : line.Length;
        foreach (string word in WordsFor((RootCommand)parseResult.RootCommandResult.Command, line[..end]))
            Console.Out.WriteLine(TerminalText.Clean(word));
        return ExitCodes.Fine;
    }

    /// <summary>What follows a flag is no value of it, though "true" could be one.</summary>
    private static void EndFlags(RootCommand root)
    {
        foreach (Option flag in root.Subcommands.SelectMany(command => command.Options).Concat(root.Options).Where(option => option.ValueType == typeof(bool)))
            flag.Arity = ArgumentArity.Zero;
    }

    private static IEnumerable<string> WordsFor(RootCommand root, string line)
    {
        // The first word is the program, whatever it was called by.
        int blank = line.IndexOf(' ', StringComparison.Ordinal);
        string typed = blank < 0 ? "" : line[(blank + 1)..];
        EndFlags(root);
        string begun = typed[(typed.LastIndexOf(' ') + 1)..];
        string[] fitting = [.. root.Parse(typed).GetCompletions(typed.Length).Select(item => item.InsertText ?? item.Label)
            .Where(word => word.StartsWith(begun, StringComparison.Ordinal) && !HelpOfWindows.Contains(word)).Distinct()];
        return begun.StartsWith('-') || Array.TrueForAll(fitting, word => word.StartsWith('-')) ? fitting : fitting.Where(word => !word.StartsWith('-'));
    }
}
