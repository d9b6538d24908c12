using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// honcho 2.0 honcho/environ.py parse: shlex tokens of each line, a name, <c>=</c>, and the others joined without
/// blanks; <c>\n</c> and <c>\t</c> are replaced in every value.
/// </summary>
internal sealed class HonchoGrammar : EnvGrammar
{
    internal override void Read(EnvReading reading)
    {
        reading.RequireUtf8();
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.Python))
        {
            if (reading.IsRefused)
                return;
            ReadLine(reading, line);
        }
    }

    private static void ReadLine(EnvReading reading, EnvLine line)
    {
        var lexer = new Shlex(line.Text);
        var tokens = new List<string>();
        while (lexer.Next() is { } token)
            tokens.Add(token);
        if (lexer.Problem is not null)
            reading.Refuse("PF0809", line.Start, $"ends with a traceback here ({lexer.Problem}). Close the quotation on the same line");
        else if (tokens.Count >= 3 && tokens[1] == "=" && IsName(tokens[0]))
            reading.Set(tokens[0], ValueOf(tokens), line.Start);
        else if (!EnvLines.IsRemark(line.Text))
            reading.Warn("PF0807", line.Start, "honcho ignores this line without a word. Write it as NAME=value");
    }

    private static string ValueOf(List<string> tokens) => string.Concat(tokens.Skip(2))
        .Replace("\\n", "\n", StringComparison.Ordinal)
        .Replace("\\t", "\t", StringComparison.Ordinal);

    /// <summary><c>re.match</c> looks at the beginning only.</summary>
    private static bool IsName(string name) => name is [(>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_', ..];
}
