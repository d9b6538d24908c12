using System.Globalization;
using System.Text;

namespace Procfile.Core.Exporting;

/// <summary>Scalars of YAML in double quotes, which hold any text and are never taken for a number or a yes.</summary>
internal static class YamlText
{
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            string? escape = rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\t' => "\\t",
                '\r' => "\\r",
                _ => null,
            };
            if (escape is null && MustEscape(rune))
                escape = string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            quoted.Append(escape ?? rune.ToString());
        }

        return quoted.Append('"').ToString();
    }

    internal static string List(IEnumerable<string> items) => $"[{string.Join(", ", items.Select(Quote))}]";

    /// <summary>What YAML 1.1 does not count as printable, and what its readers take for the end of a line.</summary>
    private static bool MustEscape(Rune rune) => rune.Value is < 0x20 or (>= 0x7F and < 0xA0) or 0x2028 or 0x2029 or 0xFEFF or 0xFFFE or 0xFFFF;
}
