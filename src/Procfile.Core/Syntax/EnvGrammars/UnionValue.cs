using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>One value of the Union grammar: pieces with and without quotes, then perhaps a comment.</summary>
internal sealed class UnionValue
{
    private readonly EnvReading _reading;
    private readonly string _text;
    private readonly StringBuilder _value = new();

    internal UnionValue(EnvReading reading, string text, int start, int endOfLine)
    {
        _reading = reading;
        _text = text;
        End = start;
        if (start < endOfLine && text[start] is ('"' or '\''))
            ReadQuoted(start, endOfLine);
        else
            ReadPlain(start, endOfLine);
        if (_value.Length == 0 && End == start)
            reading.Warn("PF0804", start, "honcho drops a variable without a value. Write NAME=\"\"", DiagnosticSeverity.Info);
    }

    internal string Text => _value.ToString();

    /// <summary>Where the value ends; what follows on that line is a comment at most.</summary>
    internal int End { get; private set; }

    private void ReadPlain(int start, int endOfLine)
    {
        var comment = FindComment(start, endOfLine);
        var raw = _text.AsSpan(start, comment - start).TrimEnd(" \t\r");
        if (raw.ContainsAny(' ', '\t'))
            _reading.Warn("PF0805", start, "honcho joins the words of an unquoted value, shoreman keeps the first. Put it in double quotes");
        AppendExpanded(raw, start, unescapesDollar: _reading.Options.Interpolate);
        End = start + raw.Length;
    }

    private void ReadQuoted(int start, int endOfLine)
    {
        var quote = _text[start];
        var close = FindClose(start + 1, quote);
        if (close < 0)
        {
            _reading.Warn("PF0809", start, "This quotation is never closed; most tools drop the whole file. Close it", DiagnosticSeverity.Error);
            ReadPlain(start, endOfLine);
            return;
        }

        if (close > endOfLine)
            _reading.Warn("PF0815", start, "Only overmind, goreman and forego read a value of several lines. Write \\n in double quotes");
        var inner = _text.AsSpan(start + 1, close - start - 1);
        if (quote == '\'')
            _value.Append(WithLineFeeds(inner));
        else
            AppendEscaped(inner, start + 1);
        End = close + 1;
        ReadRest();
    }

    /// <summary>Text right behind a closing quotation mark belongs to the value, as a shell has it.</summary>
    private void ReadRest()
    {
        var lineFeed = _text.IndexOf('\n', End);
        var endOfLine = lineFeed < 0 ? _text.Length : lineFeed;
        var rest = _text.AsSpan(End, endOfLine - End).TrimEnd(" \t\r");
        var comment = FindComment(End, End + rest.Length) - End;
        if (comment < rest.Length)
            rest = rest[..comment].TrimEnd(" \t\r");
        if (rest.IsEmpty)
            return;
        _reading.Warn("PF0814", End, "Tools disagree on text behind a closing quotation mark. Put the whole value in one pair of quotes");
        AppendExpanded(rest, End, unescapesDollar: _reading.Options.Interpolate);
        End += rest.Length;
    }

    private int FindComment(int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            if (_text[index] != '#' || index == 0 || _text[index - 1] is not (' ' or '\t'))
                continue;
            _reading.Warn("PF0803", index, "foreman takes this comment into the value, shoreman exits. Put it on a line of its own");
            return index;
        }

        return end;
    }

    private int FindClose(int start, char quote)
    {
        for (var index = start; index < _text.Length; index++)
        {
            if (_text[index] == quote)
                return index;
            if (_text[index] == '\\' && quote == '"')
                index++;
        }

        return -1;
    }

    private void AppendEscaped(ReadOnlySpan<char> inner, int offset)
    {
        var lastBrace = inner.LastIndexOf('}');
        for (var index = 0; index < inner.Length; index++)
        {
            if (inner[index] == '$')
            {
                index += AppendReference(inner[index..], offset + index, index < lastBrace) - 1;
                continue;
            }

            if (inner[index] != '\\' || index + 1 == inner.Length)
            {
                if (inner[index] != '\r' || index + 1 == inner.Length || inner[index + 1] != '\n')
                    _value.Append(inner[index]);
                continue;
            }

            index++;
            if (inner[index] == 't')
                _reading.Warn("PF0811", offset + index - 1, "Only honcho reads \\t as a tab, others as 't'. Write the tab itself");
            _value.Append(inner[index] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
        }
    }

    private void AppendExpanded(ReadOnlySpan<char> raw, int offset, bool unescapesDollar)
    {
        var lastBrace = raw.LastIndexOf('}');
        for (var index = 0; index < raw.Length; index++)
        {
            if (unescapesDollar && raw[index] == '\\' && index + 1 < raw.Length && raw[index + 1] == '$')
                _value.Append(raw[++index]);
            else if (raw[index] == '$')
                index += AppendReference(raw[index..], offset + index, index < lastBrace) - 1;
            else
                _value.Append(raw[index]);
        }
    }

    /// <summary>Appends what a <c>$</c> and the name behind it stand for.</summary>
    /// <returns>The characters of it.</returns>
    private int AppendReference(ReadOnlySpan<char> text, int offset, bool mayClose)
    {
        // A search for a brace that is not there, once for each of many references, would take for ever.
        var isOpen = text is [_, '{', ..] && !mayClose;
        if (isOpen || !EnvReference.TryParse(text, out var reference))
        {
            _value.Append('$');
            return 1;
        }

        if (!_reading.Options.Interpolate)
        {
            _reading.Warn("PF0813", offset, "overmind, hivemind, goreman and forego replace this reference, others do not. Put the value in single quotes to keep it", DiagnosticSeverity.Info);
            _value.Append(text[..reference.Length]);
            return reference.Length;
        }

        var value = _reading.Find(reference.Name) ?? _reading.FindOuter(reference.Name);
        var usesDefault = reference.Default is not null && (value is null || (value.Length == 0 && reference.AlsoWhenEmpty));
        if (!usesDefault && !_reading.TryBringIn(value))
            _value.Append(text[..reference.Length]);
        else
            _value.Append(usesDefault ? reference.Default : value);
        return reference.Length;
    }

    private static string WithLineFeeds(ReadOnlySpan<char> text) => text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
}
