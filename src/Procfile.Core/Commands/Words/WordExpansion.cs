using System.Collections.Immutable;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands.Words;

/// <summary>Expands words to fields as POSIX sh does (2.6 Word Expansions), as far as no shell is needed.</summary>
internal sealed class WordExpansion(IReadOnlyDictionary<string, string> variables, ImmutableArray<Diagnostic>.Builder diagnostics)
{
    private readonly Dictionary<string, string> _assigned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    public ShellNeed? Need { get; private set; }

    /// <summary>The fields of a word of the command; none when it expands to nothing.</summary>
    public void Expand(ShellWord word, List<string> fields)
    {
        var sink = new FieldBuilder(fields);
        foreach (var part in word.Parts) Append(part, sink, split: true, literalsSplit: false);
        sink.End();
    }

    /// <summary>The value of an assignment: neither split nor matched against file names.</summary>
    public string ExpandAssignment(ShellWord word)
    {
        var fields = new List<string>(1);
        var sink = new FieldBuilder(fields);
        sink.AppendQuoted("");
        foreach (var part in word.Parts) Append(part, sink, split: false, literalsSplit: false);
        sink.End();
        return fields[0];
    }

    private void Append(WordPart part, FieldBuilder sink, bool split, bool literalsSplit)
    {
        switch (part.Kind)
        {
            case WordPartKind.Quoted:
                sink.AppendQuoted(part.Text);
                break;
            case WordPartKind.Plain when literalsSplit:
                sink.AppendSplit(part.Text);
                break;
            case WordPartKind.Plain:
                sink.AppendPlain(part.Text);
                break;
            default:
                AppendVariable(part, sink, split && !part.InQuotes);
                break;
        }
    }

    private void AppendVariable(WordPart part, FieldBuilder sink, bool split)
    {
        var value = Lookup(part);
        var isSet = value is not null && !(part.EmptyIsUnset && value.Length == 0);
        switch (part.Operator)
        {
            case '\0':
                if (value is null) ReportUnset(part);
                break;
            case '+':
                if (isSet) AppendAlternative(part, sink, split);
                return;
            case '-' when !isSet:
                AppendAlternative(part, sink, split);
                return;
            case '=' when !isSet:
                // An exported variable that the expansion gives a value reaches the program changed.
                if (value is not null) Require(part, $"An assignment to '{part.Text}'");
                _assigned[part.Text] = value = AlternativeText(part);
                break;
            case '?' when !isSet:
                Require(part, "A missing variable");
                diagnostics.Add(CommandDiagnostics.RequiredVariable(part.Text, AlternativeText(part), part.Column));
                break;
        }

        AppendValue(part, value ?? "", sink, split);
    }

    private void AppendValue(WordPart part, string value, FieldBuilder sink, bool split)
    {
        if (!split)
        {
            if (part.InQuotes) sink.AppendQuoted(value);
            else sink.AppendPlain(value);
            return;
        }

        // The shell would match such a field against file names, or drop its backslashes.
        if (value.AsSpan().IndexOfAny("*?[\\") >= 0) Require(part, $"A file name pattern in the value of '{part.Text}'");
        sink.AppendSplit(value);
    }

    private void AppendAlternative(WordPart part, FieldBuilder sink, bool split)
    {
        foreach (var inner in part.Alternative)
        {
            if (part.InQuotes && inner.Kind == WordPartKind.Plain) sink.AppendQuoted(inner.Text);
            else Append(inner, sink, split, literalsSplit: split);
        }
    }

    private string AlternativeText(WordPart part) => ExpandAssignment(new ShellWord(part.Alternative, part.Column));

    private string? Lookup(WordPart part)
    {
        if (_assigned.TryGetValue(part.Text, out var value)) return value;
        if (!variables.TryGetValue(part.Text, out value)) return null;
        var nul = value.IndexOf('\0', StringComparison.Ordinal);
        if (nul < 0) return value;

        if (_reported.Add(part.Text)) diagnostics.Add(CommandDiagnostics.NulInValue(part.Text, part.Column));
        return value[..nul];
    }

    private void ReportUnset(WordPart part)
    {
        if (_reported.Add(part.Text)) diagnostics.Add(CommandDiagnostics.UnsetVariable(part.Text, part.Column));
    }

    private void Require(WordPart part, string reason) => Need ??= new ShellNeed(part.Column, reason);
}
