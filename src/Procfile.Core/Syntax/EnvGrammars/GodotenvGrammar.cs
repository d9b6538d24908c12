using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// joho/godotenv 1.5 parser.go, in goreman as it is and in overmind as Envek's fork that also looks variables up in the
/// process environment. One bad line, and the tool ignores the whole file.
/// </summary>
internal sealed class GodotenvGrammar(bool seesOuter) : EnvGrammar
{
    internal override void Read(EnvReading reading)
    {
        var text = reading.Text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var line = 1;
        var counted = 0;
        for (var position = 0; TryFindStatement(text, ref position);)
        {
            line += text.AsSpan(counted, position - counted).Count('\n');
            counted = position;
            if (!TryReadName(text, ref position, out var name))
            {
                reading.Refuse("PF0807", reading.OffsetOfLine(line), "ignores the whole file because of this line. Write it as NAME=value or remove it");
                return;
            }

            if (!TryReadValue(reading, text, ref position, out var value))
            {
                reading.Refuse("PF0809", reading.OffsetOfLine(line), "ignores the whole file because this quotation is not closed. Close it");
                return;
            }

            reading.SetInLine(name, value, line);
        }
    }

    /// <summary>Passes over white space and comments.</summary>
    private static bool TryFindStatement(string text, ref int position)
    {
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
                position++;
            if (position == text.Length)
                return false;
            if (text[position] != '#')
                return true;
            position = text.IndexOf('\n', position);
            if (position < 0)
                return false;
        }
    }

    private static bool TryReadName(string text, ref int position, out string name)
    {
        const string Export = "export";
        if (text.AsSpan(position).StartsWith(Export) && position + Export.Length < text.Length && IsSpace(text[position + Export.Length]))
            position = SkipSpaces(text, position + Export.Length);

        name = "";
        var isEmpty = position == text.Length;
        for (var index = position; index < text.Length;)
        {
            if (text[index] is '=' or ':')
            {
                name = text[position..index].TrimEnd();
                position = SkipSpaces(text, index + 1);
                return true;
            }

            if (!IsNamePart(text, ref index))
                return false;
        }

        // At the end of the file a word without '=' is the value of a variable without a name.
        return !isEmpty;
    }

    private bool TryReadValue(EnvReading reading, string text, ref int position, out string value)
    {
        if (position < text.Length && text[position] is '"' or '\'')
            return TryReadQuoted(reading, text, ref position, out value);
        var length = text.AsSpan(position).IndexOfAny('\n', '\r');
        var raw = text.AsSpan(position, length < 0 ? text.Length - position : length);
        position += raw.Length;
        value = GoVariables.Expand(TrimSpaces(WithoutComment(WellFormed.Of(raw))), skipsParenthesis: true, reading, name => Find(reading, name));
        return true;
    }

    private bool TryReadQuoted(EnvReading reading, string text, ref int position, out string value)
    {
        var quote = text[position];
        for (var index = position + 1; (index = text.IndexOf(quote, index)) >= 0; index++)
        {
            if (text[index - 1] == '\\')
                continue;
            value = text[position..index].Trim(quote);
            if (quote == '"')
                value = GoVariables.Expand(GoVariables.Unescape(value), skipsParenthesis: true, reading, name => Find(reading, name));
            position = index + 1;
            return true;
        }

        value = "";
        return false;
    }

    private string? Find(EnvReading reading, string name) => reading.Find(name) ?? (seesOuter ? reading.FindOuter(name) : null);

    /// <summary>Cut at the last <c>#</c> with white space before it.</summary>
    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        for (var index = line.Length - 1; index > 0; index--)
        {
            if (line[index] == '#' && IsSpace(line[index - 1]))
                return line[..index];
        }

        return line;
    }

    private static string TrimSpaces(ReadOnlySpan<char> text) => text.Trim("\t\v\f\r \u0085\u00A0").ToString();

    private static int SkipSpaces(string text, int position)
    {
        while (position < text.Length && IsSpace(text[position]))
            position++;
        return position;
    }

    private static bool IsSpace(char character) => character is '\t' or '\v' or '\f' or '\r' or ' ' or '\u0085' or '\u00A0';

    /// <summary>The library goes over bytes and takes each for a character of its own.</summary>
    private static bool IsNamePart(string text, ref int index)
    {
        Span<byte> bytes = stackalloc byte[4];
        var isRune = Rune.TryGetRuneAt(text, index, out var rune);
        var count = isRune ? rune.EncodeToUtf8(bytes) : 1;
        if (!isRune)
            bytes[0] = (byte)text[index];
        index += isRune ? rune.Utf16SequenceLength : 1;
        foreach (var one in bytes[..count])
        {
            if (!IsNameCharacter((char)one))
                return false;
        }

        return true;
    }

    private static bool IsNameCharacter(char character) =>
        IsSpace(character) || char.IsLetter(character) || char.IsNumber(character) || character is '_' or '.';
}
