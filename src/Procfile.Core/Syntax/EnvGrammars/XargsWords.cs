using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>What <c>$(… | xargs)</c> makes of lines: xargs reads words with quotes and backslashes, the shell splits its plain output again.</summary>
internal sealed class XargsWords(EnvReading reading)
{
    private readonly List<(string Text, int Start)> _words = [];
    private readonly StringBuilder _output = new();
    private int _outputStart;
    private bool _isInWord;

    internal void Add(EnvLine line)
    {
        var quote = '\0';
        for (var index = 0; index <= line.Text.Length; index++)
        {
            // grep ends every line, also a last one without a line feed.
            var current = index < line.Text.Length ? line.Text[index] : '\n';
            if (quote != 0 && current == '\n')
                reading.Refuse("PF0809", line.Start, "loads nothing of this file because xargs finds this quotation not closed. Close it on the same line");
            else if (quote != 0)
                quote = Quoted(current, quote);
            else if (current == '\\' && index < line.Text.Length)
                TakeEscaped(line, ++index);
            else
                quote = Plain(line, current);
        }
    }

    internal IReadOnlyList<(string Text, int Start)> Finish()
    {
        Flush();
        return _words;
    }

    private char Quoted(char current, char quote)
    {
        if (current == quote)
            return '\0';
        _output.Append(current);
        return quote;
    }

    private char Plain(EnvLine line, char current)
    {
        // Before a word any white space is passed over, within one only these end it.
        if (!_isInWord && current is (>= '\t' and <= '\r') or ' ')
            return '\0';
        if (current is ' ' or '\t' or '\n')
        {
            Flush();
            return '\0';
        }

        Begin(line);
        if (current is '\'' or '"')
            return current;
        _output.Append(current);
        return '\0';
    }

    /// <summary>A line feed behind a backslash is part of the word, which goes on in the next line; the shell splits it there.</summary>
    private void TakeEscaped(EnvLine line, int index)
    {
        Begin(line);
        _output.Append(index < line.Text.Length ? line.Text[index] : '\n');
    }

    private void Begin(EnvLine line)
    {
        if (!_isInWord)
            _outputStart = line.Start;
        _isInWord = true;
    }

    private void Flush()
    {
        foreach (var part in _output.ToString().Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries))
            _words.Add((part, _outputStart));
        _output.Clear();
        _isInWord = false;
    }
}
