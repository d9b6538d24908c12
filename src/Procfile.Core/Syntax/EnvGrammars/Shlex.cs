using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>Python's <c>shlex.shlex(line, posix=True)</c> over one line.</summary>
internal ref struct Shlex(ReadOnlySpan<char> line)
{
    private const string WordCharacters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
        + "ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ";

    private readonly ReadOnlySpan<char> _line = line;
    private readonly StringBuilder _token = new();
    private int _position;

    /// <summary>What is wrong with the line, once <see cref="Next"/> has met it.</summary>
    internal string? Problem { get; private set; }

    /// <summary>The next token, nothing at the end or at a problem.</summary>
    internal string? Next()
    {
        while (_position < _line.Length && _line[_position] is ' ' or '\t' or '\r' or '\n')
            _position++;
        if (_position == _line.Length || _line[_position] == '#')
        {
            _position = _line.Length;
            return null;
        }

        if (!IsWordPart(_line[_position]))
            return _line[_position++].ToString();
        return ReadWord();
    }

    private string? ReadWord()
    {
        _token.Clear();
        var isQuoted = false;
        while (_position < _line.Length && IsWordPart(_line[_position]) && Problem is null)
        {
            var current = _line[_position++];
            switch (current)
            {
                case '\\':
                    ReadEscaped();
                    break;
                case '\'' or '"':
                    isQuoted = true;
                    ReadQuoted(current);
                    break;
                default:
                    _token.Append(current);
                    break;
            }
        }

        if (Problem is not null)
            return null;
        return _token.Length > 0 || isQuoted ? _token.ToString() : Next();
    }

    private void ReadEscaped()
    {
        if (_position == _line.Length)
            Problem = "No escaped character";
        else
            _token.Append(_line[_position++]);
    }

    private void ReadQuoted(char quote)
    {
        for (; _position < _line.Length; _position++)
        {
            var current = _line[_position];
            if (current == quote)
            {
                _position++;
                return;
            }

            var isEscape = current == '\\' && quote == '"';
            if (isEscape && ++_position == _line.Length)
            {
                Problem = "No escaped character";
                return;
            }

            if (isEscape && _line[_position] is not ('\\' or '"'))
                _token.Append('\\');
            _token.Append(_line[_position]);
        }

        Problem = "No closing quotation";
    }

    private static bool IsWordPart(char character) =>
        character is '\\' or '\'' or '"' || WordCharacters.Contains(character, StringComparison.Ordinal);
}
