using System.Buffers;
using System.Globalization;
using System.Text;
using Procfile.Core.Bytes;

namespace Procfile.Core.Commands;

/// <summary>Quotes text so that any POSIX shell reads it as one word that stands for itself.</summary>
public static class ShellQuoting
{
    /// <summary>The text as a word; unchanged when nothing in it means anything to a shell.</summary>
    /// <param name="value">Any text, also one with bytes that are no UTF-8, see <see cref="RawText"/>.</param>
    /// <returns>A word that a POSIX shell reads as the text.</returns>
    public static string Quote(string value)
    {
        if (IsPlain(value)) return value;

        var quoted = new StringBuilder(value.Length + 2);
        var inQuotes = false;
        var length = 0;
        for (var at = 0; at < value.Length; at += length)
        {
            var isText = Rune.DecodeFromUtf16(value.AsSpan(at), out var rune, out length) == OperationStatus.Done;
            if (rune.Value == '\'')
            {
                Leave();
                quoted.Append(@"\'");
            }
            else if (!isText || NeedsEscape(rune))
            {
                Leave();
                AppendEscaped(quoted, value.AsSpan(at, length));
            }
            else
            {
                if (!inQuotes) quoted.Append('\'');
                inQuotes = true;
                quoted.Append(value, at, length);
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

    private static void AppendEscaped(StringBuilder quoted, ReadOnlySpan<char> character)
    {
        Span<byte> bytes = stackalloc byte[4];
        var length = RawText.Encode(character, bytes);
        quoted.Append("\"$(printf '");
        foreach (var b in bytes[..length])
        {
            quoted.Append('\\').Append((char)('0' + (b >> 6))).Append((char)('0' + ((b >> 3) & 7))).Append((char)('0' + (b & 7)));
        }

        quoted.Append("')\"");
    }
}
