using Procfile.Core.Bytes;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// herokuish include/procfile.bash: the names are <c>${line%%:*}</c> of every line with a colon; the command of a name
/// is <c>${line#*:}</c> of the first line that has it for a key, which is the whole line if that has no colon.
/// </summary>
internal sealed class HerokuishRules : DialectRules
{
    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options)
    {
        var reading = new ToolReading(source.Raw, dialect);
        // The text passes through $(cat), which drops NUL characters and then the newlines at the end.
        var text = reading.Source.Bytes.AsSpan().TrimEnd("\n\0"u8);
        var firsts = new Dictionary<string, ProcfileEntry>(StringComparer.Ordinal);
        var line = new BashLine();
        var position = 0;
        for (var start = 0; start < text.Length; start = position)
        {
            line.Read(text, ref position, isRaw: true);
            if (!line.Bytes.StartsWith("#"u8))
                Add(reading, line, start, firsts);
        }

        reading.Replace([.. reading.Entries.Select(entry => entry.WithCommandOf(firsts[entry.Name]))]);
        if (reading.Entries.Count == 0)
            LineToolRules.ReportNoEntries(reading, isRefused: false);
        NameClashes.Settle(reading, NameClash.KeepsBoth);
        return reading.Finish();
    }

    private static void Add(ToolReading reading, BashLine line, int start, Dictionary<string, ProcfileEntry> firsts)
    {
        var bytes = line.Bytes;
        var colon = bytes.IndexOf((byte)':');
        var nameEnd = colon < 0 ? bytes.Length : colon;
        var commandStart = colon < 0 ? 0 : colon + 1;
        var entry = new ProcfileEntry(
            reading.Source,
            reading.Source.LineIndexAt(start) + 1,
            line.SpanOf(0, nameEnd, start),
            line.SpanOf(commandStart, bytes.Length, start),
            RawText.Decode(bytes[..nameEnd]),
            RawText.Decode(bytes[commandStart..]));
        firsts.TryAdd(entry.Name, entry);
        if (colon >= 0)
            reading.Entries.Add(entry);
        else if (!bytes.IsEmpty)
            reading.Warn("PF0501", start, $"{reading.Tool} ignores this line without a word. Write it as 'name: command' or remove it");
    }
}
