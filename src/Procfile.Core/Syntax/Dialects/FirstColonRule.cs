namespace Procfile.Core.Syntax.Dialects;

/// <summary>The line up to the first colon is the name, the rest the command, both trimmed: goreman main.go, mprocs.rs.</summary>
internal sealed class FirstColonRule : LineRule
{
    /// <summary>Whether <c>: command</c> is an entry with an empty name.</summary>
    internal bool AllowsEmptyName { get; init; }

    internal override LineMatch Match(ReadOnlySpan<byte> line)
    {
        var blanks = Blanks.Unicode;
        var (start, end) = blanks.Trim(line, 0, line.Length);
        if (start == end || line[start] == (byte)'#')
            return LineMatch.Skipped;
        var colon = line.IndexOf((byte)':');
        if (colon < 0)
            return LineMatch.Unmatched;

        var name = blanks.Trim(line, 0, colon);
        if (name.Start == name.End && !AllowsEmptyName)
            return LineMatch.Unmatched;
        var command = blanks.Trim(line, colon + 1, line.Length);
        return LineMatch.Entry(name.Start, name.End, command.Start, command.End);
    }
}
