namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// node-foreman lib/procfile.js: <c>/^([A-Za-z0-9_-]+):\s*(.+)$/m</c> on each LF line. With <c>m</c>, a CR, U+2028 or
/// U+2029 within the line also begins a line for <c>^</c> and ends one for <c>$</c> and <c>.</c>; a line that does not
/// match anywhere is a TypeError that ends the reading.
/// </summary>
internal sealed class NodeForemanRule : LineRule
{
    internal override LineMatch Match(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty || line[0] == (byte)'#')
            return LineMatch.Skipped;
        for (var start = 0; start >= 0; start = NextStart(line, start))
        {
            if (TryMatchAt(line, start, out var match))
                return match;
        }

        return LineMatch.Refused("PF0501", "does not match name: command. Correct or remove the line");
    }

    private static bool TryMatchAt(ReadOnlySpan<byte> line, int start, out LineMatch match)
    {
        match = default;
        var length = line[start..].IndexOfAnyExcept(PatternRule.WordAndHyphenNames);
        if (length <= 0 || line[start + length] != (byte)':')
            return false;

        var nameEnd = start + length;
        var command = Blanks.JavaScript.Skip(line, nameEnd + 1);
        if (command == line.Length && !TryGiveBack(line, nameEnd + 1, ref command))
            return false;
        var (from, to) = Blanks.JavaScript.Trim(line, command, EndOfText(line, command));
        match = from < to
            ? LineMatch.Entry(start, nameEnd, from, to)
            : LineMatch.Refused("PF0406", "has no command. Write one behind the colon");
        return true;
    }

    /// <summary>Backtracks over the blanks to the last one that <c>.</c> matches.</summary>
    private static bool TryGiveBack(ReadOnlySpan<byte> line, int gap, ref int command)
    {
        while (command > gap)
        {
            command -= Blanks.JavaScript.LengthBefore(line, command);
            if (TerminatorAt(line, command) == 0)
                return true;
        }

        return false;
    }

    private static int NextStart(ReadOnlySpan<byte> line, int from)
    {
        var end = EndOfText(line, from);
        return end < line.Length ? end + TerminatorAt(line, end) : -1;
    }

    private static int EndOfText(ReadOnlySpan<byte> line, int from)
    {
        while (line[from..].IndexOfAny((byte)'\r', (byte)0xE2) is >= 0 and var found)
        {
            from += found;
            if (TerminatorAt(line, from) > 0)
                return from;
            from++;
        }

        return line.Length;
    }

    private static int TerminatorAt(ReadOnlySpan<byte> line, int position)
    {
        var tail = line[position..];
        if (tail.StartsWith("\r"u8))
            return 1;
        return tail.StartsWith("\u2028"u8) || tail.StartsWith("\u2029"u8) ? 3 : 0;
    }
}
