using System.Buffers;
using System.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>What one language counts as white space, found in UTF-8 bytes.</summary>
internal sealed class Blanks
{
    private const string UnicodeSpaces = "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    private readonly SearchValues<char> _characters;

    private Blanks(string characters) => _characters = SearchValues.Create(characters);

    /// <summary>Space and tab.</summary>
    internal static Blanks SpaceAndTab { get; } = new(" \t");

    /// <summary>Go's regexp <c>\s</c>.</summary>
    internal static Blanks GoPattern { get; } = new("\t\n\f\r ");

    /// <summary>Ruby's <c>\s</c>; also Rust's <c>[[:space:]]</c>.</summary>
    internal static Blanks Ascii { get; } = new("\t\n\v\f\r ");

    /// <summary>Go's <c>unicode.IsSpace</c>; also Rust's <c>char::is_whitespace</c> and <c>\s</c>.</summary>
    internal static Blanks Unicode { get; } = new("\t\n\v\f\r \u0085" + UnicodeSpaces);

    /// <summary>Python's <c>\s</c> on str.</summary>
    internal static Blanks Python { get; } = new("\t\n\v\f\r\u001C\u001D\u001E\u001F \u0085" + UnicodeSpaces);

    /// <summary>JavaScript's <c>\s</c>.</summary>
    internal static Blanks JavaScript { get; } = new("\t\n\v\f\r \uFEFF" + UnicodeSpaces);

    /// <summary>glibc's <c>isspace</c> in a UTF-8 locale, bash's <c>[[:space:]]</c>: no no-break spaces.</summary>
    internal static Blanks Glibc { get; } =
        new("\t\n\v\f\r \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200A\u2028\u2029\u205F\u3000");

    internal bool Contains(char character) => _characters.Contains(character);

    /// <summary>The length of the blank that begins at a position, 0 if there is none.</summary>
    internal int LengthAt(ReadOnlySpan<byte> text, int position)
    {
        if ((uint)position >= (uint)text.Length)
            return 0;
        if (text[position] < 0x80)
            return _characters.Contains((char)text[position]) ? 1 : 0;
        return Rune.DecodeFromUtf8(text[position..], out var rune, out var length) == OperationStatus.Done && IsBlank(rune) ? length : 0;
    }

    /// <summary>The length of the blank that ends just before a position, 0 if there is none.</summary>
    internal int LengthBefore(ReadOnlySpan<byte> text, int position)
    {
        if (position <= 0)
            return 0;
        if (text[position - 1] < 0x80)
            return _characters.Contains((char)text[position - 1]) ? 1 : 0;
        return Rune.DecodeLastFromUtf8(text[..position], out var rune, out var length) == OperationStatus.Done && IsBlank(rune) ? length : 0;
    }

    /// <summary>The first position from a given one that holds no blank.</summary>
    internal int Skip(ReadOnlySpan<byte> text, int position)
    {
        while (LengthAt(text, position) is > 0 and var length)
            position += length;
        return position;
    }

    /// <summary>The part of a range without blanks at either end.</summary>
    internal (int Start, int End) Trim(ReadOnlySpan<byte> text, int start, int end)
    {
        start = Math.Min(Skip(text[..end], start), end);
        while (end > start && LengthBefore(text[..end], end) is > 0 and var length)
            end -= length;
        return (start, end);
    }

    private bool IsBlank(Rune rune) => rune.IsBmp && _characters.Contains((char)rune.Value);
}
