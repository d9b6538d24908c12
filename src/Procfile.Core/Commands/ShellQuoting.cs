using System.Globalization;
using System.Text;

namespace Procfile.Core.Commands;

/// <summary>Quotes text so that any POSIX shell reads it as one word that stands for itself.</summary>
public static class ShellQuoting
{
    /// <summary>The text as a word; unchanged when nothing in it means anything to a shell.</summary>
    /// <param name="value">Any text.</param>
    /// <returns>A word that a POSIX shell reads as the text.</returns>
    public static string Quote(string value)
    {
        if (IsPlain(value)) return value;

        var quoted = new StringBuilder(value.Length + 2);
        var inQuotes = false;
        foreach (var rune in value.EnumerateRunes())
        {
            if (rune.Value == '\'')
            {
                Leave();
                quoted.Append(@"\'");
            }
            else if (NeedsEscape(rune))
            {
                Leave();
                AppendEscaped(quoted, rune);
            }
            else
            {
                if (!inQuotes) quoted.Append('\'');
                inQuotes = true;
                quoted.Append(rune.ToString());
            }
        }

        Leave();
        return quoted.Length == 0 ? "''" : quoted.ToString();

        void Leave()
        {
            if (inQuotes) quoted.Append('\'');
            inQuotes = false;
        }
    }

    /// <summary>Whether a shell reads the text as itself, wherever a word may stand.</summary>
    /// <param name="value">Any text.</param>
    /// <returns>Whether it needs no quotes.</returns>
    public static bool IsPlain(string value)
    {
        if (value.Length == 0) return false;
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or '/' or ':' or '@' or '%' or '+' or '=' or ',')) return false;
        }

        // zsh takes a leading '=' for a path search.
        return value[0] != '=';
    }

    // Quotes do not protect from a terminal: on pasting, a tab completes, a carriage return is Enter and Ctrl-U deletes the line.
    // A format character (bidirectional, zero width) shows the reader something else than what is there.
    private static bool NeedsEscape(Rune rune) =>
        rune.Value != '\n' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static void AppendEscaped(StringBuilder quoted, Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var length = rune.EncodeToUtf8(utf8);
        quoted.Append("\"$(printf '");
        foreach (var b in utf8[..length])
        {
            quoted.Append('\\').Append((char)('0' + (b >> 6))).Append((char)('0' + ((b >> 3) & 7))).Append((char)('0' + (b & 7)));
        }

        quoted.Append("')\"");
    }
}
