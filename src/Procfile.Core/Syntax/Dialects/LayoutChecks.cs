using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Blanks of an entry where some tool does not want them, or wants one.</summary>
internal static class LayoutChecks
{
    internal static void Run(PortableReport report, ReadOnlySpan<byte> line, in ProcfileReader reader)
    {
        var parts = reader.Parts;
        var start = reader.LineStart;
        if (parts.NameStart > 0)
            CheckIndentation(report, line, reader);
        if (parts.Colon > parts.NameEnd)
            report.Warning("PF0302", start + parts.NameEnd, "Most tools ignore a line with blanks before the colon. Put the colon right behind the name", Replace(start + parts.NameEnd, start + parts.Colon, ""));
        if (parts.CommandEnd == parts.CommandStart)
            return;
        if (parts.CommandStart == parts.Colon + 1)
            report.Warning("PF0303", start + parts.CommandStart, "overmind, hivemind and Heroku ignore a line without a blank behind the colon. Put one there", Replace(start + parts.CommandStart, start + parts.CommandStart, " "));
        CheckEnd(report, line, start, parts.CommandEnd);
    }

    private static void CheckIndentation(PortableReport report, ReadOnlySpan<byte> line, in ProcfileReader reader)
    {
        var end = reader.Parts.NameStart;
        // Bytes that come to stand first in the file could become a byte order mark.
        var isSafe = reader.Line > 1 || !SourceText.BeginsWithMark(line[end..]);
        report.Warning(
            "PF0301",
            reader.LineStart,
            "foreman, honcho, forego, overmind, hivemind and others ignore an indented line. Begin it with the name",
            Replace(reader.LineStart, reader.LineStart + end, "") with { IsSafe = isSafe });
    }

    private static void CheckEnd(PortableReport report, ReadOnlySpan<byte> line, int start, int end)
    {
        // The CR of a CRLF is no part of the line.
        var length = line.EndsWith("\r"u8) && report.EndsLine(start + line.Length) ? line.Length - 1 : line.Length;
        if (end >= length)
            return;
        // A blank behind a backslash may be meant, so it is not taken away unasked.
        var isSafe = line[end - 1] != (byte)'\\';
        report.Info("PF0401", start + end, "The blanks at the end are not part of the command, but foreman and others keep them. Remove them", Replace(start + end, start + length, "") with { IsSafe = isSafe });
    }

    private static DiagnosticFix Replace(int start, int end, string text) => new(TextSpan.FromBounds(start, end), text, IsSafe: true);
}
