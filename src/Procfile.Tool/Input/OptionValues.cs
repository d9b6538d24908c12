using System.CommandLine;

namespace Procfile.Tool.Input;

/// <summary>Options that only some commands have.</summary>
internal static class OptionValues
{
    /// <summary>An option's value; the default where the command has no such option or it is not given.</summary>
    internal static T? ValueOf<T>(this ParseResult parsed, Option<T> option) =>
        parsed.GetResult(option) is null ? default : parsed.GetValue(option);
}
