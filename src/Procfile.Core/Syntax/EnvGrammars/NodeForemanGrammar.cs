using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// node-foreman 3.0 lib/envs.js: JSON if the file is that, else trimmed lines of more than two characters, cut at the
/// first <c>=</c>; a value that begins with a quotation mark and has no second one ends the program.
/// </summary>
internal sealed class NodeForemanGrammar : EnvGrammar
{
    internal override bool KeepsInvalidBytes => false;

    internal override void Read(EnvReading reading)
    {
        if (EnvJson.TryRead(reading))
            return;
        foreach (var (line, offset) in LinesOf(reading.Text))
        {
            if (!reading.IsRefused)
                ReadLine(reading, line, offset);
        }
    }

    private static void ReadLine(EnvReading reading, string text, int offset)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = JavaScriptText.Trim(equals < 0 ? text : text[..equals]);
        var raw = equals < 0 ? "" : JavaScriptText.Trim(text[(equals + 1)..]);
        if (!TryUnquote(raw, out var value))
        {
            reading.Refuse("PF0809", offset, "ends with a stack trace because this quotation is not closed. Close it on the same line");
            return;
        }

        if (equals < 0)
            reading.Warn("PF0807", offset, "node-foreman makes an empty variable of this whole line. Write it as NAME=value");
        // Assigning text to __proto__ sets nothing.
        if (name != "__proto__")
            reading.Set(name, value, offset);
    }

    /// <summary>The trimmed lines of more than two characters, each with the place where its text was written.</summary>
    private static IEnumerable<(string Text, int Offset)> LinesOf(string text)
    {
        // Taking comments and blank lines away can join lines that end with a CR alone or with U+2028.
        var (uncommented, places) = Without(text, JavaScriptText.CommentLines(text), null);
        (var rest, places) = Without(uncommented, JavaScriptText.BlankLines(uncommented), places);
        var start = 0;
        foreach (var line in rest.Split('\n'))
        {
            var trimmed = JavaScriptText.Trim(line);
            if (trimmed.Length > 2)
                yield return (trimmed, places[start + line.IndexOf(trimmed, StringComparison.Ordinal)]);
            start += line.Length + 1;
        }
    }

    private static (string Text, List<int> Places) Without(string text, IEnumerable<Range> ranges, List<int>? places)
    {
        var result = new StringBuilder(text.Length);
        var kept = new List<int>(text.Length);
        var position = 0;
        foreach (var range in ranges)
        {
            Keep(range.Start.Value);
            position = range.End.Value;
        }

        Keep(text.Length);
        return (result.ToString(), kept);

        void Keep(int end)
        {
            result.Append(text, position, end - position);
            for (var index = position; index < end; index++)
                kept.Add(places is null ? index : places[index]);
        }
    }

    private static bool TryUnquote(string raw, out string value)
    {
        if (raw is not ['"' or '\'', ..])
        {
            value = JavaScriptText.WithoutComment(raw);
            return true;
        }

        var close = raw.IndexOf(raw[0], 1);
        value = close < 0 ? "" : raw[1..close];
        return close >= 0;
    }
}
