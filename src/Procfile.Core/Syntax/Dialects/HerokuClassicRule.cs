namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// <c>^[[:space:]]*([a-zA-Z0-9_-]+):?\s+(.*)[[:space:]]*</c>, the pattern of Heroku's slug compiler: the colon may be
/// missing, the blank may not, and the command may be empty.
/// </summary>
internal sealed class HerokuClassicRule : LineRule
{
    internal override LineMatch Match(ReadOnlySpan<byte> line)
    {
        var start = Blanks.Ascii.Skip(line, 0);
        var length = line[start..].IndexOfAnyExcept(PatternRule.WordAndHyphenNames);
        if (length <= 0)
            return LineMatch.Unmatched;
        var end = start + length;
        var gap = line[end] == (byte)':' ? end + 1 : end;
        var command = Blanks.Unicode.Skip(line, gap);
        return command > gap ? LineMatch.Entry(start, end, command, line.Length) : LineMatch.Unmatched;
    }
}
