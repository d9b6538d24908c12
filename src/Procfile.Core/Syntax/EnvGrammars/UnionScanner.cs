namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>Goes over a file statement by statement: a line, or several when a quotation holds them together.</summary>
internal sealed class UnionScanner(EnvReading reading)
{
    private const string Export = "export";

    private readonly string _text = reading.Text;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _position;

    /// <summary>Reads the statement at the current position.</summary>
    /// <returns>Whether there is more to read.</returns>
    internal bool ReadStatement()
    {
        if (_position >= _text.Length)
            return false;
        var end = EndOfLine(_position);
        var start = SkipBlanks(_position, end);
        if (start == end || _text[start] == '#')
            _position = NextLine(end);
        else
            ReadAssignment(start, end);
        return true;
    }

    private void ReadAssignment(int start, int end)
    {
        var nameStart = SkipExport(start, end);
        var nameEnd = nameStart;
        while (nameEnd < end && _text[nameEnd] is not ('=' or ':' or ' ' or '\t' or '#' or '"' or '\''))
            nameEnd++;
        var separator = SkipBlanks(nameEnd, end);
        if (nameEnd == nameStart || separator == end || !IsSeparator(separator, end))
        {
            ReportBadLine(start, nameStart);
            _position = NextLine(end);
            return;
        }

        var name = _text[nameStart..nameEnd];
        CheckName(start, nameStart, name, separator, end);
        var value = new UnionValue(reading, _text, SkipBlanks(separator + 1, end), end);
        reading.Set(name, value.Text, nameStart);
        _position = NextLine(EndOfLine(value.End));
    }

    /// <summary><c>=</c>, or a colon as YAML has it.</summary>
    private bool IsSeparator(int position, int end) =>
        _text[position] == '=' || (_text[position] == ':' && (position + 1 == end || _text[position + 1] is (' ' or '\t')));

    private int SkipExport(int start, int end)
    {
        var rest = _text.AsSpan(start, end - start);
        if (!rest.StartsWith(Export) || rest.Length <= Export.Length || rest[Export.Length] is not (' ' or '\t'))
            return start;
        var next = SkipBlanks(start + Export.Length, end);
        // 'export = x' sets a variable of that name.
        return next < end && _text[next] is not ('=' or ':') ? next : start;
    }

    /// <summary>No message quotes the name: what stands before a <c>=</c> may be a line of a key that got lost here.</summary>
    private void CheckName(int start, int nameStart, string name, int separator, int end)
    {
        if (start > 0 && _text[start - 1] is (' ' or '\t'))
            reading.Warn("PF0812", start, "foreman ignores an indented line. Begin it with the name");
        if (nameStart > start)
            reading.Warn("PF0802", start, "foreman and honcho ignore a line with 'export', node-foreman takes it into the name. Remove 'export'");
        if (!EnvNames.IsIdentifier(name))
            reading.Warn("PF0810", nameStart, "This is no name for a shell; shoreman exits and others drop the line or the file. Use letters, digits and '_', no digit first");
        if (_text[separator] == ':')
            reading.Warn("PF0806", separator, "Only the Go tools take a colon for '='. Write NAME=value");
        else if (separator > nameStart + name.Length || (separator + 1 < end && _text[separator + 1] is (' ' or '\t')))
            reading.Warn("PF0801", separator, "foreman ignores a line with blanks before '=' and keeps those behind it, shoreman exits. Write NAME=value");
        if (!_names.Add(name))
            reading.Warn("PF0808", nameStart, "This name is assigned before; the last value counts. Remove one of the lines");
    }

    private void ReportBadLine(int start, int nameStart)
    {
        if (nameStart > start)
            reading.Warn("PF0807", start, "Nothing is assigned here, so the line is ignored; overmind, goreman and hivemind drop the whole file. Write NAME=value or remove it");
        else
            reading.Warn("PF0807", start, "This line is no assignment and is ignored; overmind, goreman and hivemind drop the whole file. Write NAME=value or begin the line with '#'");
    }

    private int SkipBlanks(int position, int end)
    {
        while (position < end && _text[position] is (' ' or '\t'))
            position++;
        return position;
    }

    /// <summary>The end of a line's text; the CR of a CRLF is none of it.</summary>
    private int EndOfLine(int position)
    {
        var feed = _text.IndexOf('\n', position);
        if (feed < 0)
            return _text.Length;
        return feed > position && _text[feed - 1] == '\r' ? feed - 1 : feed;
    }

    private int NextLine(int endOfLine)
    {
        if (endOfLine < _text.Length && _text[endOfLine] == '\r')
            endOfLine++;
        return endOfLine + 1;
    }
}
