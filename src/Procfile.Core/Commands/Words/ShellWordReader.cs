using System.Text;

namespace Procfile.Core.Commands.Words;

/// <summary>Splits a command into words as POSIX sh does (2.3 Token Recognition), as far as no shell is needed.</summary>
/// <remarks>
/// What the reader does not know for certain is a need for the shell. The first one is kept in <see cref="Need"/>; reading goes on
/// and takes the characters as they are, for commands that must be executed without a shell.
/// </remarks>
internal sealed partial class ShellWordReader(string text)
{
    private readonly StringBuilder _plain = new();
    private int _at;
    private int _plainStart;

    public ShellNeed? Need { get; private set; }

    /// <summary>The quote or brace that is never closed.</summary>
    public (string What, int Column)? Unterminated { get; private set; }

    public List<ShellWord> ReadAll()
    {
        var words = new List<ShellWord>();
        var beforeCommand = true;
        while (true)
        {
            while (_at < text.Length && IsBlank(text[_at]))
            {
                if (text[_at] == '\n') Require(_at, "A line break");
                _at++;
            }

            if (_at >= text.Length) return words;
            if (text[_at] == '#')
            {
                var end = text.IndexOf('\n', _at);
                if (end < 0) return words;
                _at = end;
                continue;
            }

            var word = ReadWord(beforeCommand);
            beforeCommand = word.AssignedName is not null;
            words.Add(word);
        }
    }

    private ShellWord ReadWord(bool beforeCommand)
    {
        var start = _at;
        var parts = new List<WordPart>();
        var glob = -1;
        while (_at < text.Length && !IsBlank(text[_at]))
        {
            if (text[_at] is '*' or '?' or '[' && glob < 0) glob = _at;
            ReadPart(parts, insideBraces: false);
        }

        FlushPlain(parts);
        RequireForBraces(parts);
        var word = new ShellWord(parts, start + 1);
        if (beforeCommand) word = AsAssignment(word);
        if (glob >= 0 && word.AssignedName is null) Require(glob, "A file name pattern");
        return word;
    }

    private void ReadPart(List<WordPart> parts, bool insideBraces)
    {
        var c = text[_at];
        switch (c)
        {
            case '\'':
                ReadSingleQuoted(parts);
                break;
            case '"':
                ReadDoubleQuoted(parts);
                break;
            case '\\':
                ReadBackslash(parts);
                break;
            case '$':
                ReadDollar(parts, inQuotes: false);
                break;
            case '`':
                TakePlain("A command substitution");
                break;
            case ';' or '&' or '|' or '<' or '>' or '(' or ')':
                TakePlain($"'{c}'");
                break;
            case '~':
                TakePlain("'~'");
                break;
            case '*' or '?' or '[' when insideBraces:
                TakePlain("A file name pattern");
                break;
            case '{' when insideBraces:
                TakePlain("A brace expansion");
                break;
            default:
                TakePlain();
                break;
        }
    }

    private void ReadSingleQuoted(List<WordPart> parts)
    {
        FlushPlain(parts);
        var start = _at;
        var end = text.IndexOf('\'', start + 1);
        if (end < 0)
        {
            LeaveOpen("single quote", start);
            end = text.Length;
        }

        var content = text[(start + 1)..end];
        if (content.Contains('\n', StringComparison.Ordinal)) Require(start, "A line break");
        parts.Add(new WordPart(WordPartKind.Quoted, content, start + 1));
        _at = Math.Min(end + 1, text.Length);
    }

    private void ReadDoubleQuoted(List<WordPart> parts)
    {
        FlushPlain(parts);
        var start = _at++;
        // The quotes make a word also when there is nothing in them.
        parts.Add(new WordPart(WordPartKind.Quoted, "", start + 1));
        var quoted = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length)
            {
                LeaveOpen("double quote", start);
                break;
            }

            var c = text[_at];
            if (c == '"')
            {
                _at++;
                break;
            }

            if (c == '$')
            {
                FlushQuoted();
                ReadDollar(parts, inQuotes: true);
                continue;
            }

            if (c == '`') Require(_at, "A command substitution");
            if (c == '\n') Require(_at, "A line break");
            if (c == '\\' && _at + 1 < text.Length && text[_at + 1] is '$' or '`' or '"' or '\\' or '\n')
            {
                _at++;
                if (text[_at] == '\n') Require(_at, "A line break");
            }

            quoted.Append(text[_at++]);
        }

        FlushQuoted();

        void FlushQuoted()
        {
            if (quoted.Length == 0) return;
            parts.Add(new WordPart(WordPartKind.Quoted, quoted.ToString(), start + 1));
            quoted.Clear();
        }
    }

    private void ReadBackslash(List<WordPart> parts)
    {
        if (_at + 1 >= text.Length)
        {
            TakePlain("A backslash at the end");
            return;
        }

        if (text[_at + 1] == '\n') Require(_at, "A line break");
        FlushPlain(parts);
        parts.Add(new WordPart(WordPartKind.Quoted, text[(_at + 1)..(_at + 2)], _at + 1));
        _at += 2;
    }

    private void TakePlain(string? need = null)
    {
        if (need is not null) Require(_at, need);
        if (_plain.Length == 0) _plainStart = _at;
        _plain.Append(text[_at++]);
    }

    private void FlushPlain(List<WordPart> parts)
    {
        if (_plain.Length == 0) return;
        parts.Add(new WordPart(WordPartKind.Plain, _plain.ToString(), _plainStart + 1));
        _plain.Clear();
    }

    private void Require(int index, string reason) => Need ??= new ShellNeed(index + 1, reason);

    private void LeaveOpen(string what, int index)
    {
        Unterminated ??= (what, index + 1);
        Require(index, $"An open {what}");
    }

    // bash, which is /bin/sh on many systems, expands {a,b} and {1..3}; dash does not.
    private void RequireForBraces(List<WordPart> parts)
    {
        var brace = parts.Find(part => part.Kind == WordPartKind.Plain && part.Text.Contains('{', StringComparison.Ordinal));
        if (brace is null) return;
        var separated = parts.Exists(part => part.Kind == WordPartKind.Plain
            && (part.Text.Contains(',', StringComparison.Ordinal) || part.Text.Contains("..", StringComparison.Ordinal)));
        if (separated) Require(brace.Column - 1, "A brace expansion");
    }

    private ShellWord AsAssignment(ShellWord word)
    {
        if (word.Parts.Count == 0 || word.Parts[0] is not { Kind: WordPartKind.Plain } first) return word;
        var length = ShellVocabulary.NameLength(first.Text, 0);
        if (length == 0 || length >= first.Text.Length) return word;
        if (first.Text[length] == '=')
        {
            var rest = new List<WordPart>(word.Parts) { [0] = first with { Text = first.Text[(length + 1)..] } };
            return word with { Parts = rest, AssignedName = first.Text[..length] };
        }

        // NAME+=value and NAME[0]=value are assignments in bash and ksh only.
        if (first.Text[length] is '+' or '[') Require(word.Column - 1, "An assignment of another shell");
        return word;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\n';
}
