using System.Buffers;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>What is unusual about the characters of a document.</summary>
internal static class TextChecks
{
    // The lead bytes of U+0085, U+2028 and U+2029 are among them.
    private static readonly SearchValues<byte> Separators = SearchValues.Create([0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0xC2, 0xE2]);

    internal static void Run(SourceText source, PortableReport report)
    {
        var bytes = source.Bytes.AsSpan();
        if (source.Encoding != TextEncoding.Utf8)
            report.Warning("PF0106", 0, "The file is UTF-16; no other tool reads it. Save it as UTF-8");
        else if (source.MarkLength > 0)
            report.Warning("PF0101", 0, "The byte order mark makes foreman, honcho, overmind and others lose the first line. Remove it", RemoveMark(bytes, source.MarkLength));

        var invalid = InvalidBytes.FirstIndex(bytes);
        if (invalid < bytes.Length)
            report.Warning("PF0102", invalid, "These bytes are no UTF-8; foreman, honcho, mprocs and Heroku stop here. Save the file as UTF-8");
        if (bytes.IndexOf((byte)0) is >= 0 and var nul)
            report.Error("PF0103", nul, "No command can hold a NUL character. Remove it");

        CheckCarriageReturns(bytes, report);
        CheckSeparators(bytes, report);
    }

    private static void CheckCarriageReturns(ReadOnlySpan<byte> bytes, PortableReport report)
    {
        var hasCrLf = false;
        for (var position = 0; bytes[position..].IndexOf((byte)'\r') is >= 0 and var found; position++)
        {
            position += found;
            var isLineEnd = bytes[(position + 1)..].StartsWith("\n"u8);
            if (!isLineEnd)
            {
                report.Warning("PF0104", position, "A carriage return alone ends the line for honcho and Heroku but is text to others. End lines with a line feed");
                return;
            }

            if (!hasCrLf)
                report.Hint("PF0107", position, "Lines that end in CRLF leave a CR in the commands of shoreman, herokuish and Cloud 66's starter. Save the file with LF");
            hasCrLf = true;
        }
    }

    private static void CheckSeparators(ReadOnlySpan<byte> bytes, PortableReport report)
    {
        for (var position = 0; bytes[position..].IndexOfAny(Separators) is >= 0 and var found; position++)
        {
            position += found;
            var tail = bytes[position..];
            var isSeparator = tail[0] < 0x80 || tail.StartsWith("\u0085"u8) || tail.StartsWith("\u2028"u8) || tail.StartsWith("\u2029"u8);
            if (isSeparator)
            {
                report.Warning("PF0105", position, "honcho ends the line at this character, others do not. Remove it");
                return;
            }
        }
    }

    /// <summary>Taking the mark away is safe unless what follows would be a mark in its place.</summary>
    private static DiagnosticFix RemoveMark(ReadOnlySpan<byte> bytes, int length)
    {
        var isSafe = !SourceText.BeginsWithMark(bytes[Blanks.SpaceAndTab.Skip(bytes, length)..]);
        return new DiagnosticFix(new TextSpan(0, length), "", isSafe);
    }
}
