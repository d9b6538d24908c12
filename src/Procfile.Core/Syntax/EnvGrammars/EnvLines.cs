using Procfile.Core.Bytes;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>One line of a <c>.env</c> file, where it begins, and how long it is with the CR that the tool takes off.</summary>
internal readonly record struct EnvLine(string Text, int Start, int RawLength)
{
    private const int ScannerBuffer = 64 * 1024;

    /// <summary>Whether the line is more than Go's <c>bufio.Scanner</c> can hold.</summary>
    internal bool IsTooLongToScan(string text) =>
        RawLength > ScannerBuffer / 3 && RawText.ByteCount(text.Substring(Start, RawLength)) >= ScannerBuffer;
}

internal static class EnvLines
{
    private const string PythonBreaks = "\n\r\v\f\u001C\u001D\u001E\u0085\u2028\u2029";

    internal static IEnumerable<EnvLine> Split(string text, LineBreaks breaks)
    {
        var ends = breaks switch
        {
            LineBreaks.Python => PythonBreaks,
            LineBreaks.AnyCr => "\n\r",
            _ => "\n",
        };
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(ends);
            var isTerminated = length >= 0;
            length = isTerminated ? length : text.Length - start;
            var end = start + length;
            yield return new EnvLine(text[start..(end - TrailingCr(text, start, end, breaks, isTerminated))], start, length);
            var isCrLf = end + 1 < text.Length && text[end] == '\r' && text[end + 1] == '\n';
            start = end + (isCrLf ? 2 : 1);
        }
    }

    /// <summary>Whether a line has nothing to say: blanks, or a comment.</summary>
    internal static bool IsRemark(string line) => line.AsSpan().Trim() is [] or ['#', ..];

    private static int TrailingCr(string text, int start, int end, LineBreaks breaks, bool isTerminated)
    {
        var takesCr = breaks == LineBreaks.LfOrCrLfOrFinalCr || (breaks == LineBreaks.LfOrCrLf && isTerminated);
        return takesCr && end > start && text[end - 1] == '\r' ? 1 : 0;
    }
}
