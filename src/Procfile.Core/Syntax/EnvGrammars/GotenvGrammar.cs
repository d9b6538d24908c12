using System.Text.RegularExpressions;
using Procfile.Core.Bytes;
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
        var lines = Scan(reading).GetEnumerator();
        while (lines.MoveNext() && !reading.IsRefused)
        {
            var line = lines.Current;
            var text = line.Text.Trim();
            if (text is [] or ['#', ..])
                continue;
            var quote = OpenQuote(text);
            if (quote != 0 && !TryClose(lines, quote, ref text))
                DropRest(reading, "PF0809", line, "because this quotation is not closed. Close it");
            else if (Line.Match(text) is { Success: true } match)
                reading.Set(match.Groups[1].Value, ValueOf(reading, match.Groups[2].Value.Trim()), line.Start);
            else
                DropRest(reading, "PF0807", line, "because of this line. Write it as NAME=value or remove it");
        }
    }

    private static IEnumerable<EnvLine> Scan(EnvReading reading)
    {
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.AnyCr))
        {
            if (line.IsTooLongToScan(reading.Text))
            {
                DropRest(reading, "PF0108", line, "because it cannot read lines of 64 KiB or more. Shorten the value");
                yield break;
            }

            yield return line;
        }
    }

    private static void DropRest(EnvReading reading, string id, EnvLine line, string reason)
    {
        if (!reading.IsRefused)
            reading.Refuse(id, line.Start, $"drops the rest of the file {reason}", keepsVariables: true);
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
        if (close < 0)
            return value[0];
        // The library looks at the byte one too far to the left, further if blanks come before, and so do we.
        var before = RawText.ByteCount(value[1..].Trim()[..close]);
        return RawText.Encode(value)[before] == (byte)'\\' ? value[0] : '\0';
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

    /// <summary>A <c>\n</c> is replaced also when its backslash is itself escaped.</summary>
    private static string Unescape(string value) => Backslashes.TakeAway(
        value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal),
        except: '$');

    private static string ValueOf(EnvReading reading, string value)
    {
        if (value is ['\'', .., '\''])
            return value[1..^1];
        if (value is ['"', .., '"'])
            value = Unescape(value[1..^1]);
        return GoVariables.Expand(value, skipsParenthesis: false, reading, name => reading.FindOuter(name) ?? reading.Find(name));
    }
}
