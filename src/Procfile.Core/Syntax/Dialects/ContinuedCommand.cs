using System.Buffers;
using Procfile.Core.Bytes;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>A command that goes on over lines which end in a backslash.</summary>
/// <param name="Text">The command, without backslashes and line breaks where lines meet and without blanks at either end.</param>
/// <param name="End">Where its last line ends, blanks at the end left out.</param>
/// <param name="NextLine">Where the line behind it begins.</param>
/// <param name="LineCount">How many lines continue the first.</param>
internal readonly record struct ContinuedCommand(string Text, int End, int NextLine, int LineCount)
{
    /// <summary>Takes into the current entry of a reader the lines that continue it, if the options say so.</summary>
    /// <returns>Whether there are any.</returns>
    internal static bool TryContinue(ReadOnlySpan<byte> utf8, ref ProcfileReader reader, ProcfileReadOptions options, out ContinuedCommand command)
    {
        command = default;
        if (options.Continuation != Continuation.Backslash || !TryRead(utf8, reader.CommandSpan.Start, out command))
            return false;
        reader.Continue(command);
        return true;
    }

    /// <summary>Reads the command that begins at <paramref name="start"/>.</summary>
    /// <returns>Whether other lines continue it. A backslash in the last line continues nothing.</returns>
    private static bool TryRead(ReadOnlySpan<byte> utf8, int start, out ContinuedCommand command)
    {
        var text = new ArrayBufferWriter<byte>();
        var count = 0;
        while (true)
        {
            var feed = utf8[start..].IndexOf((byte)'\n');
            var next = feed < 0 ? utf8.Length : start + feed + 1;
            var line = utf8[start..(feed < 0 ? next : next - 1)];
            var content = feed >= 0 && line.EndsWith("\r"u8) ? line[..^1] : line;
            if (next == utf8.Length || !EndsInBackslash(content))
            {
                text.Write(line);
                command = new ContinuedCommand(
                    RawText.Decode(text.WrittenSpan).Trim([' ', '\t', '\v', '\f', '\r']),
                    Blanks.Ascii.Trim(utf8, start, start + line.Length).End,
                    next,
                    count);
                return count > 0;
            }

            text.Write(content[..^1]);
            start = next;
            count++;
        }
    }

    /// <summary>Whether the last backslash is not itself escaped.</summary>
    private static bool EndsInBackslash(ReadOnlySpan<byte> line) => (line.Length - line.TrimEnd((byte)'\\').Length) % 2 == 1;
}
