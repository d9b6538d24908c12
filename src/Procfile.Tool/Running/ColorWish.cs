using Procfile.Core.Output;

namespace Procfile.Tool.Running;

/// <summary>Whether output is to be coloured, as the usual variables say it.</summary>
internal static class ColorWish
{
    private static readonly string[] KnownForMore = ["256color", "direct", "kitty", "alacritty", "foot", "ghostty", "wezterm"];

    /// <summary>
    /// <c>NO_COLOR</c> comes first (no-color.org), then <c>FORCE_COLOR</c> and <c>CLICOLOR_FORCE</c>, which want colours also where nobody
    /// watches, then <c>CLICOLOR=0</c> (bixense.com/clicolors); without any of them a terminal gets colours.
    /// </summary>
    internal static PrefixColors Of(Func<string, string?> variable, bool onTerminal)
    {
        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
            return PrefixColors.None;
        string terminal = variable("TERM") ?? "";
        bool? forced = Forced(variable("FORCE_COLOR")) ?? Forced(variable("CLICOLOR_FORCE"));
        bool wanted = forced ?? (onTerminal && terminal is not ("" or "dumb") && variable("CLICOLOR") != "0");
        if (!wanted)
            return PrefixColors.None;
        bool hasMore = !string.IsNullOrEmpty(variable("COLORTERM")) || KnownForMore.Any(name => terminal.Contains(name, StringComparison.Ordinal));
        return hasMore ? PrefixColors.Extended : PrefixColors.Basic;
    }

    private static bool? Forced(string? value) => string.IsNullOrEmpty(value) ? null : value is not ("0" or "false");
}
