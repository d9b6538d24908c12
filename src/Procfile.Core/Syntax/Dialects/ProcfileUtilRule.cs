using System.Buffers;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>
/// procfile-util procfile/parse.go: the trimmed line must match <c>^([A-Za-z0-9_-]+)\s*:\s*(.+)$</c>, and what follows
/// the last <c> #</c>, or else the last <c> //</c>, is cut off the command.
/// </summary>
internal sealed class ProcfileUtilRule : LineRule
{
    private const int LongestName = 63;

    private static readonly SearchValues<byte> LabelBytes = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-"u8);

    /// <summary>Whether names must be DNS labels.</summary>
    internal bool IsStrict { get; init; }

    internal override LineMatch Match(ReadOnlySpan<byte> line)
    {
        var (start, end) = Blanks.Unicode.Trim(line, 0, line.Length);
        var text = line[start..end];
        if (text.IsEmpty || text[0] == (byte)'#' || text.StartsWith("//"u8))
            return LineMatch.Skipped;

        var nameLength = text.IndexOfAnyExcept(PatternRule.WordAndHyphenNames);
        var colon = nameLength > 0 ? Blanks.GoPattern.Skip(text, nameLength) : text.Length;
        if (colon >= text.Length - 1 || text[colon] != (byte)':')
            return LineMatch.Refused("PF0501", "is no entry. Correct or remove the line");
        if (IsStrict && !IsLabel(text[..nameLength]))
            return LineMatch.Refused("PF0308", "has a name that is no DNS label. Use lower-case letters, digits and inner hyphens");
        if (nameLength > LongestName)
            return LineMatch.Refused("PF0308", "has a name of more than 63 characters. Shorten it");

        var command = FindCommand(text, Blanks.GoPattern.Skip(text, colon + 1));
        if (text[command.Start..command.End] is [(byte)'#', ..] or [(byte)'/', (byte)'/', ..])
            return LineMatch.Refused("PF0404", "has a comment in place of a command. Write a command or remove the line");
        return command.Start < command.End
            ? LineMatch.Entry(start, start + nameLength, start + command.Start, start + command.End)
            : LineMatch.Refused("PF0406", "has no command. Write one behind the colon");
    }

    internal static bool IsLabel(ReadOnlySpan<byte> name) =>
        !name.ContainsAnyExcept(LabelBytes) && name is not ([] or [(byte)'-', ..] or [.., (byte)'-']);

    /// <summary>Where a command ends by the patterns <c>^(.*)\s#.+$</c> and <c>^(.*)\s//.+$</c>.</summary>
    internal static int EndWithoutComment(ReadOnlySpan<byte> command)
    {
        var hash = LastComment(command, "#"u8);
        return hash >= 0 ? hash : LastComment(command, "//"u8) is >= 0 and var slashes ? slashes : command.Length;
    }

    private static (int Start, int End) FindCommand(ReadOnlySpan<byte> text, int start) =>
        Blanks.Unicode.Trim(text, start, start + EndWithoutComment(text[start..]));

    private static int LastComment(ReadOnlySpan<byte> command, ReadOnlySpan<byte> mark)
    {
        // At least one character must follow the mark, and one blank must stand before it.
        var end = command.Length - 1;
        while (end > 0 && command[..end].LastIndexOf(mark) is > 0 and var found)
        {
            if (Blanks.GoPattern.LengthBefore(command, found) is > 0 and var blank)
                return found - blank;
            end = found + mark.Length - 1;
        }

        return -1;
    }
}
