using System.CommandLine;
using System.CommandLine.Parsing;

namespace Procfile.Tool.Input;

/// <summary>Values of options: those that only some commands have, and those that are wrong.</summary>
internal static class OptionValues
{
    /// <summary>An option's value; the default where the command has no such option or it is not given.</summary>
    internal static T? ValueOf<T>(this ParseResult parsed, Option<T> option) =>
        parsed.GetResult(option) is null ? default : parsed.GetValue(option);

    /// <summary>Says what is wrong with a value.</summary>
    internal static T? Wrong<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
