using System.Text;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// foreman 0.90 lib/foreman/env.rb: <c>/\A([A-Za-z_0-9]+)=(.*)\z/</c> per line, quotes only around the whole value,
/// <c>\n</c> and then <c>\x</c> unescaped in double quotes.
/// </summary>
internal sealed class ForemanGrammar : EnvGrammar
{
    internal override void Read(EnvReading reading)
    {
        reading.RequireUtf8();
        if (reading.IsRefused)
            return;
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.LfOrCrLf))
        {
            var equals = line.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && EnvNames.IsWord(line.Text.AsSpan(0, equals)))
                reading.Set(line.Text[..equals], Unquote(line.Text[(equals + 1)..]), line.Start);
            else if (!EnvLines.IsRemark(line.Text))
                reading.Warn("PF0807", line.Start, "foreman ignores this line without a word. Write it as NAME=value");
        }
    }

    private static string Unquote(string value) => value switch
    {
        ['\'', .., '\''] => value[1..^1],
        ['"', .., '"'] => Unescape(value[1..^1].Replace("\\n", "\n", StringComparison.Ordinal)),
        _ => value,
    };

    /// <summary><c>gsub(/\\(.)/, '\1')</c>: the dot matches no newline.</summary>
    private static string Unescape(string value)
    {
        var result = new StringBuilder(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] == '\\' && index + 1 < value.Length && value[index + 1] != '\n')
                index++;
            result.Append(value[index]);
        }

        return result.ToString();
    }
}
