using System.Text.RegularExpressions;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// subosito/gotenv as forego has it: a quoted value may go on over lines, the process environment comes before the file
/// in references, and everything from the first bad line on is dropped in silence.
/// </summary>
internal sealed class GotenvGrammar : EnvGrammar
{
    // Go's \s and \w are ASCII. The engine that does not backtrack keeps hostile files linear, as Go's does.
    private static readonly Regex Line = new(
        """\A[\t\n\f\r ]*(?:export[\t\n\f\r ]+)?([0-9A-Za-z_.]+)(?:[\t\n\f\r ]*=[\t\n\f\r ]*|:[\t\n\f\r ]+?)('(?:'|[^'])*'|"(?:"|[^"])*"|[^#\n]+)?[\t\n\f\r ]*(?:[\t\n\f\r ]*#[^\n]*)?\z""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    internal override bool DecodesMarks => true;

    internal override void Read(EnvReading reading)
    {
        var lines = EnvLines.Split(reading.Text, LineBreaks.AnyCr).GetEnumerator();
        while (lines.MoveNext() && !reading.IsRefused)
        {
            var line = lines.Current;
            var text = line.Text.Trim();
            if (text is [] or ['#', ..])
                continue;
            var quote = OpenQuote(text);
            if (quote != 0 && !TryClose(lines, quote, ref text))
                reading.Refuse("PF0809", line.Start, "drops the rest of the file because this quotation is not closed. Close it", keepsVariables: true);
            else if (Line.Match(text) is { Success: true } match)
                reading.Set(match.Groups[1].Value, ValueOf(reading, match.Groups[2].Value.Trim()), line.Start);
            else
                reading.Refuse("PF0807", line.Start, "drops the rest of the file because of this line. Write it as NAME=value or remove it", keepsVariables: true);
        }
    }

    /// <summary>The quotation mark that the line leaves open, 0 if none.</summary>
    private static char OpenQuote(string line)
    {
        var separator = line.IndexOf('=', StringComparison.Ordinal);
        if (separator < 0)
            separator = line.IndexOf(':', StringComparison.Ordinal);
        if (separator <= 0 || separator >= line.Length - 1)
            return '\0';
        var value = line[(separator + 1)..].Trim();
        if (value is not ['"' or '\'', ..])
            return '\0';
        var close = value[1..].Trim().LastIndexOf(value[0]);
        // The library looks at the character one too far to the left, and so do we.
        return close >= 0 && value[close] != '\\' ? '\0' : value[0];
    }

    private static bool TryClose(IEnumerator<EnvLine> lines, char quote, ref string text)
    {
        var joined = new System.Text.StringBuilder(text);
        while (lines.MoveNext())
        {
            var line = lines.Current.Text;
            joined.Append('\n').Append(line);
            var close = line.LastIndexOf(quote);
            if (close < 0 || (close > 0 && line[close - 1] == '\\'))
                continue;
            text = joined.ToString();
            return true;
        }

        return false;
    }

    private static string ValueOf(EnvReading reading, string value)
    {
        if (value is ['\'', .., '\''])
            return value[1..^1];
        if (value is ['"', .., '"'])
            value = GoVariables.Unescape(value[1..^1]);
        return GoVariables.Expand(value, skipsParenthesis: false, reading, name => reading.FindOuter(name) ?? reading.Find(name));
    }
}
