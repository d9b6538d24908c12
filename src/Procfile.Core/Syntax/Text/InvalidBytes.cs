using System.Buffers;
using System.Text;

namespace Procfile.Core.Syntax.Text;

/// <summary>Finds bytes that are no UTF-8.</summary>
internal static class InvalidBytes
{
    /// <summary>The offset of the first byte that is no UTF-8; the length when all is well.</summary>
    internal static int FirstIndex(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            var ascii = bytes[position..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (ascii < 0)
                return bytes.Length;
            position += ascii;
            if (Rune.DecodeFromUtf8(bytes[position..], out _, out var length) != OperationStatus.Done)
                return position;
            position += length;
        }

        return position;
    }
}
