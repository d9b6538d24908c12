using System.Text.Unicode;
using Procfile.Core.Bytes;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// shoreman.sh load_env_file: <c>export $(grep "^[^#]*=.*" FILE | xargs)</c> under <c>set -e</c>. xargs takes quotes and
/// backslashes away, the shell then splits again at blanks, and a word that is no assignment ends the program.
/// </summary>
internal sealed class ShoremanGrammar : EnvGrammar
{
    // bash refuses to assign to these, which ends the program as well.
    private static readonly HashSet<string> ReadOnlyNames = ["BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID"];

    internal override void Read(EnvReading reading)
    {
        if (reading.Text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            reading.Refuse("PF0103", nul, "loads nothing of this file because grep takes a file with a NUL for binary. Remove it");
            return;
        }

        var words = new XargsWords(reading);
        foreach (var line in Grep(reading))
            words.Add(line);
        foreach (var (text, start) in words.Finish())
        {
            if (!reading.IsRefused)
                Export(reading, text, start);
        }
    }

    /// <summary>
    /// The lines with a <c>=</c> and neither a <c>#</c> nor bytes that are no text before it. GNU grep prints no line that has
    /// such bytes.
    /// </summary>
    private static IEnumerable<EnvLine> Grep(EnvReading reading)
    {
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.Lf))
        {
            var equals = line.Text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || line.Text.AsSpan(0, equals).Contains('#') || !IsText(line.Text[..equals]))
                continue;
            if (IsText(line.Text))
                yield return line;
            else
                reading.Warn("PF0102", line.Start, "shoreman passes over this line for its bytes that are no UTF-8. Save the file as UTF-8");
        }
    }

    /// <summary>What <c>NAME+=</c> appends to is brought in as by a reference.</summary>
    private static string? Before(EnvReading reading, string name)
    {
        var value = reading.Find(name) ?? reading.FindOuter(name);
        return reading.TryBringIn(value) ? value : null;
    }

    private static bool IsText(string text) => !RawText.HoldsRaw(text) || Utf8.IsValid(RawText.Encode(text));

    private static void Export(EnvReading reading, string word, int start)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word : word[..equals];
        var isAppended = equals > 0 && name.EndsWith('+');
        if (isAppended)
            name = name[..^1];
        if (!EnvNames.IsIdentifier(name))
            reading.Refuse("PF0810", start, "exits here because what it makes of this line is no assignment to the shell. Write NAME=value without blanks, the value without blanks too");
        else if (equals >= 0 && ReadOnlyNames.Contains(name))
            reading.Refuse("PF0810", start, $"exits here because '{name}' cannot be assigned in bash. Choose another name");
        else if (equals >= 0)
            reading.Set(name, (isAppended ? Before(reading, name) : "") + word[(equals + 1)..], start);
        else
            reading.Warn("PF0805", start, "shoreman cuts the value at a blank. Avoid blanks in values");
    }
}
