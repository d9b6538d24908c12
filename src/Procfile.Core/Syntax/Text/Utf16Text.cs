using System.Text;
using Procfile.Core.Bytes;

namespace Procfile.Core.Syntax.Text;

/// <summary>UTF-16 documents: read through a UTF-8 copy, edited in their own bytes.</summary>
internal static class Utf16Text
{
    /// <summary>The UTF-8 copy. A lone surrogate becomes U+FFFD, also one code unit, so that positions still correspond.</summary>
    internal static byte[] ToUtf8(byte[] original, bool bigEndian)
    {
        var units = EncodingFor(bigEndian).GetString(original);
        return Encoding.UTF8.GetBytes(units);
    }

    /// <summary>The offset in the UTF-16 bytes that corresponds to one in the UTF-8 copy.</summary>
    internal static int OriginalOffset(SourceText source, int offset) =>
        Math.Min(source.Original.Length, 2 * Encoding.UTF8.GetCharCount(source.Bytes, 0, offset));

    internal static byte[] Encode(string text, TextEncoding encoding) => encoding switch
    {
        TextEncoding.Utf16LittleEndian => EncodingFor(bigEndian: false).GetBytes(text),
        TextEncoding.Utf16BigEndian => EncodingFor(bigEndian: true).GetBytes(text),
        _ => RawText.Encode(text),
    };

    private static UnicodeEncoding EncodingFor(bool bigEndian) => new(bigEndian, byteOrderMark: false);
}
