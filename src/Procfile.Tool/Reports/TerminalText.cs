using System.Globalization;
using System.Text;

namespace Procfile.Tool.Reports;

/// <summary>Text of others on a terminal: it may say anything, but not move the cursor, and it takes the columns that it takes.</summary>
internal static class TerminalText
{
    private const char Ellipsis = '…';

    // The blocks of East Asian scripts and of emoji that terminals show two columns wide.
    private static readonly (int First, int Last)[] Wide =
        [(0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD)];

    /// <summary>The text in one line without control characters, so that nothing in it is obeyed.</summary>
    internal static string Clean(string text) =>
        text.Any(IsControl) ? string.Concat(text.Select(character => IsControl(character) ? ' ' : character)).Trim() : text;

    /// <summary>How many columns the text takes.</summary>
    internal static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    /// <summary>As much of the text as so many columns hold; what is cut ends with an ellipsis.</summary>
    internal static string Cut(string text, int columns)
    {
        if (Columns(text) <= columns)
            return text;
        var kept = new StringBuilder();
        int left = columns - 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if ((left -= Columns(rune)) < 0)
                break;
            kept.Append(rune.ToString());
        }

        return columns < 1 ? "" : kept.Append(Ellipsis).ToString();
    }

    internal static string PadRight(string text, int columns) => text + new string(' ', Math.Max(0, columns - Columns(text)));

    internal static string PadLeft(string text, int columns) => new string(' ', Math.Max(0, columns - Columns(text))) + text;

    private static int Columns(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format ? 0
        : Array.Exists(Wide, block => rune.Value >= block.First && rune.Value <= block.Last) ? 2
        : 1;

    /// <summary>Control characters, and those that turn the direction of what follows.</summary>
    private static bool IsControl(char character) =>
        char.IsControl(character) || character is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\u2028' or '\u2029';
}
