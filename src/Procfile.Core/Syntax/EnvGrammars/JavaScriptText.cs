using System.Text;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>The few string operations of node-foreman, with JavaScript's ideas of blanks and line ends.</summary>
internal static class JavaScriptText
{
    private const string Terminators = "\n\r\u2028\u2029";

    internal static string Trim(string text)
    {
        var start = 0;
        while (start < text.Length && Blanks.JavaScript.Contains(text[start]))
            start++;
        var end = text.Length;
        while (end > start && Blanks.JavaScript.Contains(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary><c>replace(/^\s*\#.*$/gm, '')</c></summary>
    internal static string WithoutCommentLines(string text)
    {
        if (!text.Contains('#', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Terminators);
            var end = length < 0 ? text.Length : start + length;
            var line = text[start..end];
            result.Append(Trim(line) is ['#', ..] ? "" : line).Append(text.AsSpan(end, length < 0 ? 0 : 1));
            start = end + 1;
        }

        return result.ToString();
    }

    /// <summary><c>replace(/\s*\#.*$/, '')</c>: only a comment that reaches the end, which a CR within keeps it from.</summary>
    internal static string WithoutComment(string value)
    {
        var last = value.AsSpan().LastIndexOfAny(Terminators);
        var hash = value.IndexOf('#', last + 1);
        if (hash < 0)
            return value;
        while (hash > 0 && Blanks.JavaScript.Contains(value[hash - 1]))
            hash--;
        return value[..hash];
    }
}
