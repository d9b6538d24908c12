using System.Globalization;
using System.Text;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>The few string operations of node-foreman, with JavaScript's ideas of blanks and line ends.</summary>
internal static class JavaScriptText
{
    private const string Terminators = "\n\r\u2028\u2029";

    internal static string Trim(string text)
    {
        var start = SkipBlanks(text, 0);
        var end = text.Length;
        while (end > start && Blanks.JavaScript.Contains(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>What <c>replace(/^\s*\#.*$/gm, '')</c> takes away.</summary>
    internal static IEnumerable<Range> CommentLines(string text)
    {
        for (var start = 0; start >= 0;)
        {
            var mark = SkipBlanks(text, start);
            var isComment = mark < text.Length && text[mark] == '#';
            var end = isComment ? EndOfLine(text, mark) : mark;
            if (isComment)
                yield return start..end;
            start = NextLine(text, end);
        }
    }

    /// <summary>What <c>replace(/^\s*$/gm, '')</c> takes away: blanks over lines, up to the last line end among them.</summary>
    internal static IEnumerable<Range> BlankLines(string text)
    {
        for (var start = 0; start >= 0;)
        {
            var next = SkipBlanks(text, start);
            var end = next == text.Length ? next : text.AsSpan(start, next - start).LastIndexOfAny(Terminators) + start;
            if (end > start)
                yield return start..end;
            start = NextLine(text, next);
        }
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

    /// <summary>The text of a JSON string that has been found valid, lone halves of surrogate pairs included.</summary>
    internal static string Unescape(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var result = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                result.Append(text[index]);
                continue;
            }

            index++;
            result.Append(text[index] switch
            {
                'b' => '\b',
                'f' => '\f',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => (char)int.Parse(text.AsSpan(index + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
                var other => other,
            });
            index += text[index] == 'u' ? 4 : 0;
        }

        return result.ToString();
    }

    /// <summary>The integer a JavaScript engine takes a property name for; the largest value for any other name.</summary>
    internal static uint ArrayIndex(string name)
    {
        var isIndex = uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && (name[0] != '0' || name.Length == 1);
        return isIndex ? index : uint.MaxValue;
    }

    private static int SkipBlanks(string text, int position)
    {
        while (position < text.Length && Blanks.JavaScript.Contains(text[position]))
            position++;
        return position;
    }

    private static int EndOfLine(string text, int position) =>
        text.AsSpan(position).IndexOfAny(Terminators) is >= 0 and var length ? position + length : text.Length;

    private static int NextLine(string text, int position) => EndOfLine(text, position) is var end && end < text.Length ? end + 1 : -1;
}
