using Procfile.Core.Bytes;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Finds where a comment behind a command begins.</summary>
internal static class InlineComment
{
    /// <summary>The length of the command without its comment, by the way of an option.</summary>
    internal static int EndOfCommand(ReadOnlySpan<byte> command, InlineComments way)
    {
        var end = way switch
        {
            InlineComments.StripUnquoted => FindUnquoted(command, "#"u8),
            InlineComments.Yaml => FindBehindBlank(command, "#"u8),
            InlineComments.ProcfileUtil => ProcfileUtilRule.EndWithoutComment(command),
            _ => -1,
        };
        return end < 0 ? command.Length : Blanks.Ascii.Trim(command, 0, end).End;
    }

    /// <summary>The command without its comment, by the way of an option.</summary>
    internal static string TextOfCommand(string command, InlineComments way)
    {
        var bytes = RawText.Encode(command);
        return RawText.Decode(bytes.AsSpan(0, EndOfCommand(bytes, way)));
    }

    /// <summary>The first mark behind a blank and outside of shell quotes, -1 if there is none.</summary>
    internal static int FindUnquoted(ReadOnlySpan<byte> command, ReadOnlySpan<byte> mark)
    {
        if (command.IndexOf(mark) < 0)
            return -1;
        var quote = (byte)0;
        for (var index = 0; index < command.Length; index++)
        {
            var current = command[index];
            if (current == (byte)'\\' && quote != (byte)'\'')
                index++;
            else if (quote != 0)
                quote = current == quote ? (byte)0 : quote;
            else if (current is (byte)'\'' or (byte)'"')
                quote = current;
            else if (IsMarkBehindBlank(command, index, mark))
                return index;
        }

        return -1;
    }

    private static int FindBehindBlank(ReadOnlySpan<byte> command, ReadOnlySpan<byte> mark)
    {
        for (var index = 1; index < command.Length; index++)
        {
            if (IsMarkBehindBlank(command, index, mark))
                return index;
        }

        return -1;
    }

    private static bool IsMarkBehindBlank(ReadOnlySpan<byte> command, int index, ReadOnlySpan<byte> mark) =>
        command[index] == mark[0] && index > 0 && (command[index - 1] is (byte)' ' or (byte)'\t') && command[index..].StartsWith(mark);
}
