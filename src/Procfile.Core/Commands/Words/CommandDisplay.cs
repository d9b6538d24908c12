using System.Buffers;
using System.Text;

namespace Procfile.Core.Commands.Words;

/// <summary>Writes an expanded command for people, as Cloud 66 documents it, safe to paste in a shell.</summary>
internal static class CommandDisplay
{
    private static readonly SearchValues<char> ChangedWhenUnquoted = SearchValues.Create(" \t\n*?[\\");

    public static string OfArguments(IReadOnlyList<KeyValuePair<string, string>> assignments, IReadOnlyList<string> arguments)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in assignments)
            text.Append(name).Append('=').Append(value.Length == 0 ? "" : ShellQuoting.Quote(value)).Append(' ');
        for (var i = 0; i < arguments.Count; i++)
        {
            if (i > 0) text.Append(' ');
            text.Append(i == 0 ? AsProgram(arguments[i]) : ShellQuoting.Quote(arguments[i]));
        }

        return text.ToString();
    }

    /// <summary>
    /// Replaces <c>$NAME</c> and <c>${NAME}</c> in shell text. From the first construct whose end only a shell finds (a substitution,
    /// a here-document, a comment, another expansion) the text stays as written. So does a name that the text itself sets, and an
    /// unquoted one whose value the shell would split or match against file names.
    /// </summary>
    public static string OfText(string text, IReadOnlyDictionary<string, string> variables)
    {
        var display = new StringBuilder(text.Length);
        var isSet = new Dictionary<string, bool>(StringComparer.Ordinal);
        var inDouble = false;
        var wordStart = true;
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\'' && !inDouble)
            {
                var end = text.IndexOf('\'', at + 1);
                if (end < 0) break;
                display.Append(text, at, end + 1 - at);
                at = end + 1;
                wordStart = false;
                continue;
            }

            if (c == '\\' && at + 1 < text.Length)
            {
                display.Append(text, at, 2);
                at += 2;
                wordStart = false;
                continue;
            }

            if (c == '`' || (!inDouble && ((c == '#' && wordStart) || text.AsSpan(at).StartsWith("<<")))) break;
            if (c == '$')
            {
                if (!TryReplace(text, ref at, variables, isSet, display, inDouble)) break;
                wordStart = false;
                continue;
            }

            if (c == '"') inDouble = !inDouble;
            wordStart = !inDouble && c is ' ' or '\t' or '\n' or ';' or '&' or '|' or '(' or ')' or '<' or '>';
            display.Append(c);
            at++;
        }

        return display.Append(text, at, text.Length - at).ToString();
    }

    private static bool TryReplace(
        string text,
        ref int at,
        IReadOnlyDictionary<string, string> variables,
        Dictionary<string, bool> isSet,
        StringBuilder display,
        bool inDouble)
    {
        var braced = at + 1 < text.Length && text[at + 1] == '{';
        var nameStart = at + (braced ? 2 : 1);
        var length = ShellVocabulary.NameLength(text, nameStart);
        var end = nameStart + length;
        if (length == 0)
        {
            if (at + 1 < text.Length && text[at + 1] is '(' or '{' or '[') return false;
            if (!inDouble && at + 1 < text.Length && text[at + 1] is '\'' or '"') return false;
            display.Append('$');
            at++;
            return true;
        }

        if (braced)
        {
            if (end >= text.Length || text[end] != '}') return false;
            end++;
        }

        var name = text.Substring(nameStart, length);
        if (!isSet.TryGetValue(name, out var isSetHere)) isSet[name] = isSetHere = IsSetBy(text, name);
        var isReplaced = variables.TryGetValue(name, out var value)
            && !ShellVocabulary.IsOwnVariable(name)
            && !isSetHere
            && (inDouble || !IsChangedByShell(value));
        if (!isReplaced)
            display.Append(text, at, end - at);
        else if (inDouble)
            display.Append(ShellQuoting.IsPlain(value!) ? value : $"\"{ShellQuoting.Quote(value!)}\"");
        else
            display.Append(end < text.Length && text[end] is '<' or '>' ? $"'{value}'" : AsProgram(value!));
        at = end;
        return true;
    }

    // In front of a command NAME=value is an assignment and 'if' begins a statement, unless they are quoted.
    private static string AsProgram(string value) =>
        ShellQuoting.IsPlain(value) && (value.Contains('=', StringComparison.Ordinal) || ShellVocabulary.IsReserved(value))
            ? $"'{value}'"
            : ShellQuoting.Quote(value);

    // What an unquoted value becomes when the shell splits or matches it depends on where it stands.
    private static bool IsChangedByShell(string value) => value.Length == 0 || value.AsSpan().ContainsAny(ChangedWhenUnquoted);

    /// <summary>Whether the name stands in the text without a dollar: <c>NAME=1</c>, <c>read NAME</c>, <c>for NAME in</c>.</summary>
    private static bool IsSetBy(string text, string name)
    {
        for (var i = text.IndexOf(name, StringComparison.Ordinal); i >= 0; i = text.IndexOf(name, i + 1, StringComparison.Ordinal))
        {
            var before = i == 0 ? ' ' : text[i - 1];
            var after = i + name.Length >= text.Length ? ' ' : text[i + name.Length];
            var isWhole = !IsNamePart(before) && !IsNamePart(after);
            if (isWhole && before is not ('$' or '{')) return true;
        }

        return false;

        static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
    }
}
