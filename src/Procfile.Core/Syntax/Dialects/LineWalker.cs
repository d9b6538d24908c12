using System.Buffers;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Walks the lines of a document as a tool's language splits it.</summary>
internal ref struct LineWalker(ReadOnlySpan<byte> bytes, LineBreaks breaks)
{
    // The lead bytes of U+0085 (C2 85) and of U+2028 and U+2029 (E2 80 A8, E2 80 A9) are among them.
    internal static readonly SearchValues<byte> PythonBreaks =
        SearchValues.Create([0x0A, 0x0B, 0x0C, 0x0D, 0x1C, 0x1D, 0x1E, 0xC2, 0xE2]);

    private const int ReadLineBuffer = 4096;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _next;

    internal int Start { get; private set; }

    internal int Length { get; private set; }

    /// <summary>The length before a CR was taken off, as a tool's buffer has to hold it.</summary>
    internal int RawLength { get; private set; }

    /// <summary>Whether the tool never gets to see the line.</summary>
    internal bool IsLost { get; private set; }

    internal readonly ReadOnlySpan<byte> Line => _bytes.Slice(Start, Length);

    internal bool MoveNext()
    {
        if (_next >= _bytes.Length)
            return false;
        Start = _next;
        var rest = _bytes[Start..];
        var (length, separator) = breaks switch
        {
            LineBreaks.Python => FindPythonBreak(rest),
            LineBreaks.AnyCr => FindAnyCr(rest),
            _ => FindLf(rest),
        };
        _next = Start + length + separator;
        RawLength = length;
        Length = length - TrailingCr(rest[..length], separator > 0);
        IsLost = breaks == LineBreaks.LfOrCrLfOfReadLine && separator == 0 && FillsBuffers(rest);
        return true;
    }

    /// <summary>A CR at the end of a full buffer is put back, in case an LF follows.</summary>
    private static bool FillsBuffers(ReadOnlySpan<byte> line)
    {
        while (line.Length >= ReadLineBuffer)
            line = line[(line[ReadLineBuffer - 1] == (byte)'\r' ? ReadLineBuffer - 1 : ReadLineBuffer)..];
        return line.IsEmpty;
    }

    private readonly int TrailingCr(ReadOnlySpan<byte> line, bool isTerminated)
    {
        var takesCr = breaks == LineBreaks.LfOrCrLfOrFinalCr || (breaks is LineBreaks.LfOrCrLf or LineBreaks.LfOrCrLfOfReadLine && isTerminated);
        return takesCr && line.EndsWith("\r"u8) ? 1 : 0;
    }

    private static (int Length, int Separator) FindLf(ReadOnlySpan<byte> rest)
    {
        var found = rest.IndexOf((byte)'\n');
        return found < 0 ? (rest.Length, 0) : (found, 1);
    }

    private static (int Length, int Separator) FindAnyCr(ReadOnlySpan<byte> rest)
    {
        var found = rest.IndexOfAny((byte)'\n', (byte)'\r');
        return found < 0 ? (rest.Length, 0) : (found, rest[found..].StartsWith("\r\n"u8) ? 2 : 1);
    }

    private static (int Length, int Separator) FindPythonBreak(ReadOnlySpan<byte> rest)
    {
        var position = 0;
        while (rest[position..].IndexOfAny(PythonBreaks) is >= 0 and var found)
        {
            position += found;
            var tail = rest[position..];
            var separator = tail[0] switch
            {
                (byte)'\r' => tail.StartsWith("\r\n"u8) ? 2 : 1,
                0xC2 => tail.StartsWith("\u0085"u8) ? 2 : 0,
                0xE2 => tail.StartsWith("\u2028"u8) || tail.StartsWith("\u2029"u8) ? 3 : 0,
                _ => 1,
            };
            if (separator > 0)
                return (position, separator);
            position++;
        }

        return (rest.Length, 0);
    }
}
