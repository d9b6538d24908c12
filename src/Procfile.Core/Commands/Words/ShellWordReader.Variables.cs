namespace Procfile.Core.Commands.Words;

/// <summary>Reads <c>$X</c> and <c>${X…}</c>.</summary>
internal sealed partial class ShellWordReader
{
    /// <summary>Deeper nests are the shell's, so that no text can exhaust the stack.</summary>
    private const int MaximumDepth = 32;

    private int _depth;

    private void ReadDollar(List<WordPart> parts, bool inQuotes)
    {
        var start = _at;
        var next = start + 1 < text.Length ? text[start + 1] : '\0';
        var length = ShellVocabulary.NameLength(text, start + 1);
        if (length > 0)
        {
            FlushPlain(parts);
            _at = start + 1 + length;
            parts.Add(Variable(text.Substring(start + 1, length), start, inQuotes));
            return;
        }

        if (next == '{' && TryReadBraced(parts, inQuotes)) return;

        // A dollar that starts nothing is a dollar; but outside of quotes bash does not split the other values of its word.
        var isLiteral = inQuotes && (next is ' ' or '\t' or '"' or '/' or '.' or ',' or '%' or '+' or '=' or ':');
        if (!isLiteral)
            Require(start, next == '(' ? "A command substitution" : next is '\0' or ' ' or '\t' ? "A single '$'" : $"'${next}'");
        TakeLiteral(parts, inQuotes);
    }

    private bool TryReadBraced(List<WordPart> parts, bool inQuotes)
    {
        var start = _at;
        var length = ShellVocabulary.NameLength(text, start + 2);
        var at = start + 2 + length;
        if (at >= text.Length) LeaveOpen("brace", start);
        if (length == 0 || at >= text.Length || _depth >= MaximumDepth) return LeaveToShell();

        var variable = Variable(text.Substring(start + 2, length), start, inQuotes);
        if (text[at] == '}')
        {
            FlushPlain(parts);
            parts.Add(variable);
            _at = at + 1;
            return true;
        }

        var colon = text[at] == ':';
        if (colon) at++;
        if (at >= text.Length || text[at] is not ('-' or '=' or '?' or '+')) return LeaveToShell();

        FlushPlain(parts);
        _at = at + 1;
        _depth++;
        var alternative = ReadAlternative(start, inQuotes);
        _depth--;
        parts.Add(alternative is null
            ? new WordPart(WordPartKind.Plain, text[start..], start + 1)
            : variable with { Operator = text[at], EmptyIsUnset = colon, Alternative = alternative });
        return true;

        bool LeaveToShell()
        {
            Require(start, "A parameter expansion of this kind");
            return false;
        }
    }

    /// <summary>Reads the word of <c>${X:-word}</c> up to its brace; null when it is never closed.</summary>
    private List<WordPart>? ReadAlternative(int start, bool inQuotes)
    {
        var parts = new List<WordPart>();
        while (_at < text.Length && text[_at] != '}')
        {
            var c = text[_at];
            if (!inQuotes)
            {
                if (c is '\n') Require(_at, "A line break");
                ReadPart(parts, insideBraces: true);
            }
            else if (c == '$')
            {
                FlushPlain(parts);
                ReadDollar(parts, inQuotes: true);
            }
            else
            {
                // Shells differ on quotes and backslashes inside "${X:-…}".
                if (c is '"' or '\'' or '\\' or '`' or '\n') Require(_at, "A parameter expansion of this kind");
                TakePlain();
            }
        }

        if (_at >= text.Length)
        {
            LeaveOpen("brace", start);
            _plain.Clear();
            return null;
        }

        FlushPlain(parts);
        _at++;
        return parts;
    }

    private void TakeLiteral(List<WordPart> parts, bool inQuotes)
    {
        if (!inQuotes)
        {
            TakePlain();
            return;
        }

        parts.Add(new WordPart(WordPartKind.Quoted, text[_at..(_at + 1)], _at + 1));
        _at++;
    }

    private WordPart Variable(string name, int start, bool inQuotes)
    {
        if (ShellVocabulary.IsOwnVariable(name)) Require(start, $"'${name}'");
        return new WordPart(WordPartKind.Variable, name, start + 1) { InQuotes = inQuotes };
    }
}
