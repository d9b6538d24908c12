using Procfile.Core.Syntax.Dialects;

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
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.Lf))
        {
            var text = JavaScriptText.Trim(JavaScriptText.WithoutCommentLines(line.Text));
            if (text.Length <= 2)
                continue;
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = JavaScriptText.Trim(equals < 0 ? text : text[..equals]);
            var raw = equals < 0 ? "" : JavaScriptText.Trim(text[(equals + 1)..]);
            if (!TryUnquote(raw, out var value))
            {
                reading.Refuse("PF0809", line.Start, "ends with a stack trace because this quotation is not closed. Close it on the same line");
                return;
            }

            if (equals < 0)
                reading.Warn("PF0807", line.Start, "node-foreman makes an empty variable of this whole line. Write it as NAME=value");
            // Assigning text to __proto__ sets nothing.
            if (name != "__proto__")
                reading.Set(name, value, line.Start);
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
