using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace Procfile.Tool.Input;

/// <summary>Values of options: those that only some commands have, and those that are wrong.</summary>
internal static class OptionValues
{
    /// <summary>An option's value; the default where the command has no such option or it is not given.</summary>
    internal static T? ValueOf<T>(this ParseResult parsed, Option<T> option) =>
        parsed.GetResult(option) is null ? default : parsed.GetValue(option);

    /// <summary>An option whose value is one of a few words, in any case.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="description">What it is about.</param>
    /// <param name="choices">The words, and what they stand for.</param>
    internal static Option<T> OneOf<T>(string name, string description, params (string Word, T Value)[] choices)
    {
        string[] words = [.. choices.Select(choice => choice.Word)];
        return new Option<T>(name)
        {
            Description = description,
            HelpName = string.Join('|', words),
            CustomParser = result => Array.FindIndex(words, word => word.Equals(result.Tokens[0].Value, StringComparison.OrdinalIgnoreCase)) is >= 0 and int at
                ? choices[at].Value
                : Wrong<T>(result, $"{name} is {string.Join(", ", words[..^1])} or {words[^1]}"),
        }.CompletedBy(_ => words);
    }

    /// <summary>The option with these words for its value, and no others.</summary>
    internal static Option<T> CompletedBy<T>(this Option<T> option, Func<CompletionContext, IEnumerable<string>> words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        return option;
    }

    /// <summary>Says what is wrong with a value.</summary>
    internal static T? Wrong<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
