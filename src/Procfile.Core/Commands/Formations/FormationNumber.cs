using System.Globalization;

namespace Procfile.Core.Commands.Formations;

/// <summary>Whole numbers as the languages of the tools read them. Null means not a number.</summary>
internal static class FormationNumber
{
    /// <summary>Ruby's <c>to_i</c>: what digits there are in front, else 0.</summary>
    public static int Ruby(string text) => Prefix(text, underscores: true) ?? 0;

    /// <summary>JavaScript's <c>parseInt</c>: what digits there are in front, else NaN.</summary>
    public static int? JavaScript(string text) => Prefix(text.TrimStart(), underscores: false);

    /// <summary>Python's <c>int</c>: blanks around, single underscores between digits.</summary>
    public static int? Python(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Contains("__", StringComparison.Ordinal) || trimmed is ['_', ..] or [.., '_'] or ['+' or '-', '_', ..]) return null;
        return Go(trimmed.Replace("_", "", StringComparison.Ordinal), int.MinValue, int.MaxValue);
    }

    /// <summary>Go's <c>ParseInt</c> in base 10: a sign and digits, nothing else.</summary>
    public static int? Go(string text, int minimum, int maximum) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= minimum && number <= maximum
            ? (int)number
            : null;

    private static int? Prefix(string text, bool underscores)
    {
        var at = text is ['+' or '-', ..] ? 1 : 0;
        var digits = 0;
        long number = 0;
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || (underscores && digits > 0 && text[at] == '_')); at++)
        {
            if (text[at] == '_') continue;
            digits++;
            number = Math.Min((number * 10) + (text[at] - '0'), int.MaxValue);
        }

        if (digits == 0) return null;
        return (int)(text[0] == '-' ? -number : number);
    }
}
