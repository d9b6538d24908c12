using System.Buffers;
using System.Text;

namespace Procfile.Core.Syntax.Text;

/// <summary>
/// Text as a tool has it that knows only bytes: one that is no UTF-8 becomes the lone surrogate U+DC00 plus the byte, as
/// Python's <c>surrogateescape</c> does it, so that what a tool puts together again from bytes comes out right.
/// </summary>
internal static class ByteText
{
    private const char FirstEscape = '\uDC80';
    private const char LastEscape = '\uDCFF';

    internal static string Decode(ReadOnlySpan<byte> bytes)
    {
        var result = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            var valid = InvalidBytes.FirstIndex(bytes);
            result.Append(Encoding.UTF8.GetString(bytes[..valid]));
            bytes = bytes[valid..];
            if (bytes.IsEmpty)
                break;
            Rune.DecodeFromUtf8(bytes, out _, out var length);
            foreach (var one in bytes[..length])
                result.Append((char)(0xDC00 + one));
            bytes = bytes[length..];
        }

        return result.ToString();
    }

    internal static byte[] Encode(ReadOnlySpan<char> text)
    {
        var result = new ArrayBufferWriter<byte>(text.Length + 1);
        while (!text.IsEmpty)
        {
            var escape = NextEscape(text);
            Encoding.UTF8.GetBytes(text[..escape], result);
            if (escape == text.Length)
                break;
            result.Write([(byte)text[escape]]);
            text = text[(escape + 1)..];
        }

        return result.WrittenSpan.ToArray();
    }

    /// <summary>The text with U+FFFD for bytes that are no UTF-8.</summary>
    internal static string ToText(string text) =>
        NextEscape(text) == text.Length ? text : Encoding.UTF8.GetString(Encode(text));

    /// <summary>The text with U+FFFD for every single byte that is no UTF-8, as Go has it when it takes a string apart into runes.</summary>
    internal static string ToRunes(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune);
        return result.ToString();
    }

    /// <summary>The index of the first byte that is no UTF-8, the length when all is well.</summary>
    internal static int NextEscape(ReadOnlySpan<char> text)
    {
        for (var start = 0; text[start..].IndexOfAnyInRange(FirstEscape, LastEscape) is >= 0 and var found; start++)
        {
            start += found;
            // The second half of a pair is none.
            if (start == 0 || !char.IsHighSurrogate(text[start - 1]))
                return start;
        }

        return text.Length;
    }
}
