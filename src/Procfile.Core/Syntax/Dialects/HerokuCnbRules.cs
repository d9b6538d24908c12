using System.Text;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// heroku/buildpacks-procfile 4.2 src/procfile.rs, a parser with an error for everything that is neither a comment,
/// an empty line nor an entry. Keys that only need lower case, <c>-</c> for <c>_</c> or no leading blanks are corrected
/// with a warning.
/// </summary>
internal sealed class HerokuCnbRules : DialectRules
{
    private const int LongestName = 63;

    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options)
    {
        var reading = new ToolReading(source.Raw, dialect);
        LineToolRules.RequireUtf8(reading);
        var position = 0;
        var text = reading.Source.Bytes.AsSpan();
        while (position < text.Length && !reading.IsRefused)
        {
            position = SkipIgnored(text, position);
            position = ReadEntry(reading, text, position);
            if (!reading.IsRefused)
                position = SkipIgnored(text, position);
        }

        if (!reading.IsRefused)
            NameClashes.Settle(reading, NameClash.LastInLastPlace);
        if (!reading.IsRefused && reading.Entries.Count == 0)
            LineToolRules.ReportNoEntries(reading, isRefused: false);
        return reading.Finish();
    }

    private static int ReadEntry(ToolReading reading, ReadOnlySpan<byte> text, int position)
    {
        var colon = text[position..].IndexOf((byte)':');
        if (colon < 0)
        {
            // Also the end of a file that has only comments or newlines.
            reading.Refuse("PF0501", position, $"{reading.Tool} refuses the file: an entry is expected here. Write 'name: command'");
            return text.Length;
        }

        var key = TextSpan.FromBounds(position, position + colon);
        if (!TryCorrect(text.Slice(key.Start, key.Length), out var name, out var isCorrected))
        {
            reading.Refuse("PF0308", position, $"{reading.Tool} refuses the file: names are at most 63 lower-case letters, digits and inner hyphens. Rename it");
            return text.Length;
        }

        var start = Blanks.SpaceAndTab.Skip(text, key.End + 1);
        if (EndOfText(text, start) is not { } end || end == start)
        {
            reading.Refuse("PF0406", key.End, $"{reading.Tool} refuses the file: there is no command, or a lone CR within it. Write the command on one line");
            return text.Length;
        }

        if (isCorrected)
            reading.Warn("PF0307", key.Start, $"{reading.Tool} corrects this name to '{name}'. Write it so");
        reading.Add(key, TextSpan.FromBounds(start, end), name);
        return end + LineEndingAt(text, end);
    }

    private static bool TryCorrect(ReadOnlySpan<byte> key, out string name, out bool isCorrected)
    {
        var start = Blanks.SpaceAndTab.Skip(key, 0);
        var label = key[start..].ToArray();
        label.AsSpan().Replace((byte)'_', (byte)'-');
        foreach (ref var letter in label.AsSpan())
            letter = letter is >= (byte)'A' and <= (byte)'Z' ? (byte)(letter | 0x20) : letter;
        isCorrected = !key.SequenceEqual(label);
        name = Encoding.UTF8.GetString(label);
        return label.Length <= LongestName && ProcfileUtilRule.IsLabel(label);
    }

    /// <summary>Passes over comments and empty lines.</summary>
    private static int SkipIgnored(ReadOnlySpan<byte> text, int position)
    {
        while (true)
        {
            var start = Blanks.SpaceAndTab.Skip(text, position);
            if (start < text.Length && text[start] == (byte)'#' && EndOfText(text, start) is { } end)
                position = end;
            else if (LineEndingAt(text, start) is > 0 and var ending)
                position = start + ending;
            else
                return position;
        }
    }

    /// <summary>Where the text of a line ends; nothing when a CR without LF is in it.</summary>
    private static int? EndOfText(ReadOnlySpan<byte> text, int start)
    {
        var length = text[start..].IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
            return text.Length;
        return LineEndingAt(text, start + length) > 0 ? start + length : null;
    }

    private static int LineEndingAt(ReadOnlySpan<byte> text, int position)
    {
        var rest = text[position..];
        return rest.StartsWith("\r\n"u8) ? 2 : rest.StartsWith("\n"u8) ? 1 : 0;
    }
}
