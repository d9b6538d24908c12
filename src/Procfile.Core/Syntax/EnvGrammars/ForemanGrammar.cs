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
        // The dot of gsub(/\\(.)/, '\1') matches no line feed.
        ['"', .., '"'] => Backslashes.TakeAway(value[1..^1].Replace("\\n", "\n", StringComparison.Ordinal), except: '\n'),
        _ => value,
    };
}
