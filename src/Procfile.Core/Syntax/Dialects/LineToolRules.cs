using System.Text.Unicode;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>A tool that goes line by line: how it splits, what a line is to it, and what it makes of the whole.</summary>
internal sealed class LineToolRules : DialectRules
{
    internal required LineBreaks Breaks { get; init; }

    internal required LineRule Line { get; init; }

    /// <summary>Whether the tool's language raises an error for bytes that are no UTF-8.</summary>
    internal bool NeedsUtf8 { get; init; }

    /// <summary>The size of the tool's line buffer, 0 for no limit: Go's <c>bufio.Scanner</c> gives up at 64 KiB.</summary>
    internal int LineBuffer { get; init; }

    internal NameClash Clash { get; init; }

    internal EntryOrder Order { get; init; }

    internal bool RefusesNoEntries { get; init; }

    internal override bool RunsFirstOfName => Clash == NameClash.RunsFirst;

    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options)
    {
        var reading = new ToolReading(source.Raw, dialect);
        if (NeedsUtf8)
            RequireUtf8(reading);
        if (!reading.IsRefused)
            ReadLines(reading);
        if (!reading.IsRefused)
            NameClashes.Settle(reading, Clash);
        if (!reading.IsRefused && reading.Entries.Count == 0)
            ReportNoEntries(reading, RefusesNoEntries);
        Order.Apply(reading);
        return reading.Finish();
    }

    internal static void RequireUtf8(ToolReading reading)
    {
        if (!Utf8.IsValid(reading.Source.Bytes))
            reading.Refuse("PF0102", InvalidBytes.FirstIndex(reading.Source.Bytes), $"{reading.Tool} stops at bytes that are no UTF-8. Save the file as UTF-8");
    }

    internal static void ReportNoEntries(ToolReading reading, bool isRefused)
    {
        if (isRefused)
            reading.Refuse("PF0701", 0, $"{reading.Tool} refuses a Procfile that defines no process. Write one, such as 'web: bin/server'");
        else
            reading.Warn("PF0701", 0, $"{reading.Tool} finds no process here. Write one, such as 'web: bin/server'");
    }

    private void ReadLines(ToolReading reading)
    {
        var lines = new LineWalker(reading.Source.Bytes, Breaks);
        while (lines.MoveNext() && !reading.IsRefused)
        {
            if (LineBuffer > 0 && lines.RawLength >= LineBuffer)
            {
                reading.Refuse("PF0108", lines.Start, $"{reading.Tool} cannot read lines of 64 KiB or more. Move the command to a script");
                return;
            }

            var match = lines.IsLost ? LineMatch.Unmatched : Line.Match(lines.Line);
            switch (match.Outcome)
            {
                case LineOutcome.Entry:
                    reading.Add(At(match.Name, lines.Start), At(match.Command, lines.Start));
                    break;
                case LineOutcome.Refused:
                    reading.Refuse(match.Id, lines.Start, $"{reading.Tool} refuses the file: this line {match.Reason}");
                    break;
                case LineOutcome.Unmatched:
                    ReportLoss(reading, lines);
                    break;
            }
        }
    }

    private static void ReportLoss(ToolReading reading, in LineWalker lines)
    {
        var isRemark = PortableLine.Parse(lines.Line).Kind is ProcfileLineKind.Blank or ProcfileLineKind.Comment;
        if (!isRemark)
            reading.Warn("PF0501", lines.Start, $"{reading.Tool} ignores this line without a word. Write it as 'name: command' or remove it");
    }

    private static TextSpan At(TextSpan span, int lineStart) => new(lineStart + span.Start, span.Length);
}
