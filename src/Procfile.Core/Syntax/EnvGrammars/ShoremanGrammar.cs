using System.Text;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// shoreman.sh load_env_file: <c>export $(grep "^[^#]*=.*" FILE | xargs)</c> under <c>set -e</c>. xargs takes quotes and
/// backslashes away, the shell then splits again at blanks, and a word that is no assignment ends the program.
/// </summary>
internal sealed class ShoremanGrammar : EnvGrammar
{
    internal override void Read(EnvReading reading)
    {
        var words = new List<(string Text, int Start)>();
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.Lf))
        {
            if (line.Text.AsSpan().IndexOfAny('=', '#') is >= 0 and var first && line.Text[first] == '=')
                ReadWords(reading, line, words);
            if (reading.IsRefused)
                return;
        }

        foreach (var (text, start) in words)
        {
            if (!reading.IsRefused)
                Export(reading, text, start);
        }
    }

    private static void ReadWords(EnvReading reading, EnvLine line, List<(string Text, int Start)> words)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (var index = 0; index < line.Text.Length; index++)
        {
            var current = line.Text[index];
            if (quote != 0)
                quote = Quoted(word, current, quote);
            else if (current == '\\' && index + 1 < line.Text.Length)
                word.Append(line.Text[++index]);
            else if (current is '\'' or '"')
                quote = current;
            else if (current != '\\')
                word.Append(current);
        }

        if (quote != 0)
            reading.Refuse("PF0809", line.Start, "loads nothing of this file because xargs finds this quotation not closed. Close it on the same line");
        // What xargs had quoted is split all the same, for the shell sees its plain output.
        foreach (var part in word.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            words.Add((part, line.Start));
    }

    private static char Quoted(StringBuilder word, char current, char quote)
    {
        if (current == quote)
            return '\0';
        word.Append(current);
        return quote;
    }

    private static void Export(EnvReading reading, string word, int start)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        if (!EnvNames.IsIdentifier(name))
            reading.Refuse("PF0810", start, $"exits here because '{word}' is no assignment to the shell. Write NAME=value without blanks, the value without blanks too");
        else if (equals >= 0)
            reading.Set(name, word[(equals + 1)..], start);
        else
            reading.Warn("PF0805", start, $"shoreman cuts the value before '{word}'. Avoid blanks in values");
    }
}
