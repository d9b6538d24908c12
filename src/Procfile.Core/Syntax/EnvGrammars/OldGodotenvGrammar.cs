using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// DarthSim/godotenv, hivemind's fork of joho/godotenv 1.3: line by line, comments cut between quotes, and nothing loaded
/// if one line has neither <c>=</c> nor <c>:</c>.
/// </summary>
internal sealed class OldGodotenvGrammar : EnvGrammar
{
    private const int LineBuffer = 64 * 1024;
    private const string Spaces = "\t\n\f\r ";

    internal override void Read(EnvReading reading)
    {
        foreach (var line in EnvLines.Split(reading.Text, LineBreaks.LfOrCrLfOrFinalCr))
        {
            if (EnvLines.IsRemark(line.Text))
                continue;
            var text = WithoutComment(line.Text);
            var separator = text.IndexOfAny(['=', ':']);
            if (separator < 0 || System.Text.Encoding.UTF8.GetByteCount(line.Text) >= LineBuffer)
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

    private static string NameOf(string text)
    {
        const string Export = "export";
        text = text.Trim(Spaces.ToCharArray());
        var isExport = text.StartsWith(Export, StringComparison.Ordinal) && text.Length > Export.Length && Spaces.Contains(text[Export.Length], StringComparison.Ordinal);
        return isExport ? text[Export.Length..].TrimStart(Spaces.ToCharArray()) : text;
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
