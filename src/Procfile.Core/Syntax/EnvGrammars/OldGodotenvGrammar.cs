using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// DarthSim/godotenv, hivemind's fork of joho/godotenv 1.3: line by line, comments cut between quotes, and nothing loaded
/// if one line has neither <c>=</c> nor <c>:</c>.
/// </summary>
internal sealed class OldGodotenvGrammar : EnvGrammar
{
    private const string Spaces = "\t\n\f\r ";

    internal override void Read(EnvReading reading)
    {
        var lines = EnvLines.Split(reading.Text, LineBreaks.LfOrCrLfOrFinalCr).ToList();
        foreach (var line in lines.Where(line => line.IsTooLongToScan(reading.Text)).Take(1))
            reading.Refuse("PF0108", line.Start, "loads nothing of this file because it cannot read lines of 64 KiB or more. Shorten the value");
        foreach (var line in lines)
        {
            if (reading.IsRefused)
                return;
            if (EnvLines.IsRemark(line.Text))
                continue;
            var text = WithoutComment(line.Text);
            var separator = text.IndexOfAny(['=', ':']);
            if (separator < 0)
            {
                reading.Refuse("PF0807", line.Start, "loads nothing of this file because of this line. Write it as NAME=value or remove it");
                return;
            }

            reading.Set(NameOf(text[..separator]), ValueOf(reading, text[(separator + 1)..].Trim(' ')), line.Start);
        }
    }

    /// <summary>Keeps the pieces between hashes that an odd quotation mark holds together.</summary>
    private static string WithoutComment(string line)
    {
        if (!line.Contains('#', StringComparison.Ordinal))
            return line;
        var kept = new List<string>();
        var isOpen = false;
        foreach (var piece in line.Split('#'))
        {
            if (piece.AsSpan().Count('"') == 1 || piece.AsSpan().Count('\'') == 1)
            {
                if (isOpen)
                    kept.Add(piece);
                isOpen = !isOpen;
            }

            if (kept.Count == 0 || isOpen)
                kept.Add(piece);
        }

        return string.Join('#', kept);
    }

    /// <summary><c>^\s*(?:export\s+)?(.*?)\s*$</c>, by which <c>export =x</c> has no name.</summary>
    private static string NameOf(string text)
    {
        const string Export = "export";
        text = text.TrimStart(Spaces.ToCharArray());
        var isExport = text.StartsWith(Export, StringComparison.Ordinal) && text.Length > Export.Length && Spaces.Contains(text[Export.Length], StringComparison.Ordinal);
        return (isExport ? text[Export.Length..] : text).Trim(Spaces.ToCharArray());
    }

    private static string ValueOf(EnvReading reading, string value)
    {
        if (value.Length < 2)
            return value;
        if (value is ['\'', .., '\''])
            return value[1..^1];
        if (value is ['"', .., '"'])
            value = GoVariables.Unescape(value[1..^1]);
        return GoVariables.Expand(value, skipsParenthesis: true, reading, name => reading.Find(name) ?? reading.FindOuter(name));
    }
}
