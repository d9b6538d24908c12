using System.Globalization;
using System.Text;

namespace Procfile.Core.Exporting;

/// <summary>Text as systemd's unit files and environment files quote it: systemd.syntax(7), systemd.service(5), systemd.exec(5).</summary>
internal static class SystemdText
{
    /// <summary>A word of <c>ExecStart=</c>: <c>%</c> begins a specifier, <c>$</c> a variable, <c>\</c> an escape as in C.</summary>
    internal static string Word(string text) => Quoted(text).Replace("$", "$$", StringComparison.Ordinal);

    /// <summary>A variable of <c>Environment=</c>.</summary>
    internal static string Variable(string name, string value) => Quoted($"{name}={value}");

    /// <summary>A value that stands alone behind the equals sign, of which only <c>%</c> means something.</summary>
    internal static string Plain(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    /// <summary>A line of an environment file: no specifiers there, and in double quotes the shell's four escapes.</summary>
    internal static string FileLine(string name, string value)
    {
        var line = new StringBuilder(name).Append("=\"");
        foreach (char c in value)
        {
            if (c is '"' or '\\' or '`' or '$')
                line.Append('\\');
            line.Append(c);
        }

        return line.Append('"').ToString();
    }

    /// <summary>Whether systemd takes such a variable: it drops others with a warning nobody reads.</summary>
    internal static bool HoldsVariable(string name, string value) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
        && ExportText.IsText(value) && !value.Any(c => char.IsControl(c) && c is not ('\t' or '\n'));

    /// <summary>Whether a path can stand alone behind the equals sign.</summary>
    internal static bool HoldsPath(string path) =>
        !path.Any(char.IsControl) && ExportText.IsText(path) && !path.EndsWith('\\') && path.Trim() == path;

    internal static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '"' or '\\':
                    quoted.Append('\\').Append((char)rune.Value);
                    break;
                case '%':
                    quoted.Append("%%");
                    break;
                case '\n':
                    quoted.Append("\\n");
                    break;
                case < 0x20 or 0x7F:
                    quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
                    break;
                default:
                    quoted.Append(rune.ToString());
                    break;
            }
        }

        quoted.Append('"');
        bool isPlain = text.Length > 0 && quoted.Length == text.Length + 2 && !text.AsSpan().ContainsAny(" ';#") && !char.IsControl(text[0]);
        return isPlain ? text : quoted.ToString();
    }
}
