using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Procfile.Core.Bytes;

/// <summary>Text that comes from the operating system or a file and goes back to it byte for byte, also where it is no UTF-8.</summary>
/// <remarks>
/// <para>Unix gives commands and variables as bytes, .NET wants strings. What is UTF-8 becomes the characters it stands for; a byte that is
/// none becomes the lone surrogate U+DC80 to U+DCFF, its value in the last two digits (Python's <c>surrogateescape</c>, PEP 383). No
/// decoder makes these characters from valid text, so the way back is exact.</para>
/// <para>Strings are decoded where they enter (files, <see cref="Environments.ProcessVariables.OfThisProcess"/>) and encoded where they
/// leave (the native launcher). In between they are ordinary strings; shown on a console or as JSON, such a byte is U+FFFD.</para>
/// </remarks>
public static class RawText
{
    private const char FirstRaw = '\uDC80', LastRaw = '\uDCFF';
    private const char RawBase = '\uDC00';

    /// <summary>What an encoder writes in place of a lone surrogate, U+FFFD, is longer than the byte it may stand for.</summary>
    private const int ReplacementLength = 3;

    /// <summary>The text of bytes.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <returns>Text that <see cref="Encode(string)"/> makes the same bytes of.</returns>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : DecodeInvalid(bytes);

    /// <summary>The bytes of a text.</summary>
    /// <param name="text">Any text; a lone surrogate that stands for no byte becomes U+FFFD.</param>
    /// <returns>The bytes.</returns>
    public static byte[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] bytes = new byte[ByteCount(text)];
        Encode(text, bytes);
        return bytes;
    }

    private static bool IsRaw(char character) => character is >= FirstRaw and <= LastRaw;

    /// <summary>Whether a text holds bytes that are no UTF-8; a pair of surrogates may be taken for one.</summary>
    internal static bool HoldsRaw(ReadOnlySpan<char> text) => text.ContainsAnyInRange(FirstRaw, LastRaw);

    /// <summary>How many bytes a text may take; more than it takes only when it holds lone surrogates.</summary>
    internal static int MaximumByteCount(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>How many bytes a text takes.</summary>
    internal static int ByteCount(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        if (HoldsRaw(text))
        {
            for (int at = 0; at < text.Length; at++)
            {
                if (IsRaw(text[at]) && (at == 0 || !char.IsHighSurrogate(text[at - 1])))
                    count -= ReplacementLength - 1;
            }
        }

        return count;
    }

    /// <summary>Writes the bytes of a text.</summary>
    /// <returns>How many.</returns>
    internal static int Encode(ReadOnlySpan<char> text, Span<byte> target)
    {
        int written = 0;
        while (true)
        {
            OperationStatus status = Utf8.FromUtf16(text, target[written..], out int read, out int added, replaceInvalidSequences: false);
            written += added;
            if (status == OperationStatus.DestinationTooSmall)
                throw new ArgumentException("The target is too small.", nameof(target));
            if (read == text.Length)
                return written;
            if (IsRaw(text[read]))
                target[written++] = (byte)(text[read] - RawBase);
            else
                written += Rune.ReplacementChar.EncodeToUtf8(target[written..]);
            text = text[(read + 1)..];
        }
    }

    private static string DecodeInvalid(ReadOnlySpan<byte> bytes)
    {
        // No sequence gives more characters than it has bytes.
        char[] characters = new char[bytes.Length];
        int written = 0;
        while (true)
        {
            Utf8.ToUtf16(bytes, characters.AsSpan(written), out int read, out int added, replaceInvalidSequences: false);
            written += added;
            if (read == bytes.Length)
                return new string(characters, 0, written);
            characters[written++] = (char)(RawBase + bytes[read]);
            bytes = bytes[(read + 1)..];
        }
    }
}
