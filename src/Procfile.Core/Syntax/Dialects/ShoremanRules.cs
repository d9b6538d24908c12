using System.Text.Unicode;
using Procfile.Core.Bytes;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// shoreman.sh run_procfile: <c>while read line</c> (backslashes vanish, lines join), name <c>${line%%:*}</c>, command
/// <c>${line#*:[[:space:]]}</c>, which is the whole line when no colon has a blank behind it.
/// </summary>
internal sealed class ShoremanRules : DialectRules
{
    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options)
    {
        var reading = new ToolReading(source.Raw, dialect);
        var text = reading.Source.Bytes.AsSpan();
        var line = new BashLine();
        var position = 0;
        for (var start = 0; position < text.Length && line.Read(text, ref position, isRaw: false); start = position)
        {
            if (!line.Bytes.IsEmpty && line.Bytes[0] != (byte)'#')
                Add(reading, line, start);
        }

        if (reading.Entries.Count == 0)
            LineToolRules.ReportNoEntries(reading, isRefused: false);
        NameClashes.Settle(reading, NameClash.KeepsBoth);
        return reading.Finish();
    }

    private static void Add(ToolReading reading, BashLine line, int start)
    {
        var bytes = line.Bytes;
        var colon = bytes.IndexOf((byte)':');
        var nameEnd = colon < 0 ? bytes.Length : colon;
        var commandStart = CommandStart(bytes);
        var name = line.SpanOf(0, nameEnd, start);
        if (colon < 0)
            reading.Warn("PF0501", name.Start, $"{reading.Tool} runs this whole line as a command. Write it as 'name: command' or remove it");
        reading.Add(
            name,
            line.SpanOf(commandStart, bytes.Length, start),
            RawText.Decode(bytes[..nameEnd]),
            RawText.Decode(bytes[commandStart..]));
    }

    private static int CommandStart(ReadOnlySpan<byte> line)
    {
        for (var colon = 0; line[colon..].IndexOf((byte)':') is >= 0 and var found; colon++)
        {
            colon += found;
            // Behind bytes that are no text, bash knows ASCII blanks only.
            if (Blanks.Glibc.LengthAt(line, colon + 1) is > 0 and var blank && (blank == 1 || Utf8.IsValid(line[..colon])))
                return colon + 1 + blank;
        }

        return 0;
    }
}
