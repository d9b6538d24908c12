using Procfile.Core.Bytes;
using SystemEncoding = System.Text.Encoding;

namespace Procfile.Core.Syntax.Text;

/// <summary>
/// The bytes of a document and where its lines begin. Only the bytes are held: lines are four bytes each and are
/// found on first use, text is decoded when asked for.
/// </summary>
internal sealed class SourceText
{
    private const int LongCount = 4096;

    private int[]? _lineStarts;
    private SourceText? _raw;
    private Place? _counted;

    private SourceText(byte[] original, byte[] bytes, TextEncoding encoding, int markLength)
    {
        Original = original;
        Bytes = bytes;
        Encoding = encoding;
        MarkLength = markLength;
    }

    /// <summary>The bytes as given.</summary>
    internal byte[] Original { get; }

    /// <summary>The bytes as UTF-8: the very same array unless the document is UTF-16.</summary>
    internal byte[] Bytes { get; }

    internal TextEncoding Encoding { get; }

    /// <summary>The length of the byte order mark at the start of <see cref="Bytes"/>: 0 or 3.</summary>
    internal int MarkLength { get; }

    /// <summary>The bytes as given, taken for UTF-8 whatever they are: what a tool that knows no UTF-16 sees.</summary>
    internal SourceText Raw => Encoding == TextEncoding.Utf8
        ? this
        : _raw ??= new SourceText(Original, Original, TextEncoding.Utf8, 0);

    internal int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Bytes);

    internal static SourceText From(byte[] original)
    {
        if (original is [0xFF, 0xFE, ..])
            return new SourceText(original, Utf16Text.ToUtf8(original, bigEndian: false), TextEncoding.Utf16LittleEndian, 3);
        if (original is [0xFE, 0xFF, ..])
            return new SourceText(original, Utf16Text.ToUtf8(original, bigEndian: true), TextEncoding.Utf16BigEndian, 3);
        return new SourceText(original, original, TextEncoding.Utf8, original is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
    }

    /// <summary>Whether these bytes, at the start of a file, would be taken for a byte order mark.</summary>
    internal static bool BeginsWithMark(ReadOnlySpan<byte> bytes) => bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];

    internal ReadOnlySpan<byte> Slice(TextSpan span) => Bytes.AsSpan(span.Start, span.Length);

    internal string Decode(TextSpan span) => RawText.Decode(Slice(span));

    internal TextSpan LineContent(int index)
    {
        var start = index == 0 ? MarkLength : LineStarts[index];
        return TextSpan.FromBounds(start, LineEnd(index) - EndingLength(EndingOf(index)));
    }

    /// <summary>The whole line, its ending included.</summary>
    internal TextSpan FullLine(int index) => TextSpan.FromBounds(index == 0 ? MarkLength : LineStarts[index], LineEnd(index));

    internal LineEnding EndingOf(int index)
    {
        var line = Bytes.AsSpan(LineStarts[index], LineEnd(index) - LineStarts[index]);
        if (line.EndsWith("\r\n"u8))
            return LineEnding.CrLf;
        return line.EndsWith("\n"u8) ? LineEnding.Lf : LineEnding.None;
    }

    /// <summary>The index of the line that holds an offset.</summary>
    internal int LineIndexAt(int offset)
    {
        var found = Array.BinarySearch(LineStarts, offset);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }

    /// <summary>The line and column, both from 1, of an offset.</summary>
    internal (int Line, int Column) Locate(int offset)
    {
        if (LineCount == 0)
            return (1, 1);
        var index = LineIndexAt(offset);
        var start = index == 0 ? MarkLength : LineStarts[index];
        return (index + 1, offset <= start ? 1 : FindColumn(index, start, offset));
    }

    /// <summary>Counts on from the place counted last if it is on the same line, so that many places on a very long line stay cheap.</summary>
    private int FindColumn(int line, int start, int offset)
    {
        var from = _counted is { } counted && counted.Line == line && counted.Offset <= offset ? counted : new Place(line, start, 1);
        var column = from.Column + SystemEncoding.UTF8.GetCharCount(Bytes, from.Offset, offset - from.Offset);
        if (offset - from.Offset > LongCount)
            _counted = new Place(line, offset, column);
        return column;
    }

    private int LineEnd(int index) => index + 1 < LineStarts.Length ? LineStarts[index + 1] : Bytes.Length;

    private static int EndingLength(LineEnding ending) => (int)ending;

    private static int[] FindLineStarts(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return [];
        var feeds = bytes.Count((byte)'\n');
        var starts = new int[bytes[^1] == (byte)'\n' ? feeds : feeds + 1];
        var position = 0;
        for (var index = 1; index < starts.Length; index++)
        {
            position += bytes[position..].IndexOf((byte)'\n') + 1;
            starts[index] = position;
        }

        return starts;
    }

    private sealed record Place(int Line, int Offset, int Column);
}
