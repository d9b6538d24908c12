using System.Globalization;
using System.Text;
using Procfile.Core.Bytes;

namespace Procfile.Core.Exporting;

/// <summary>
/// Writes commands as lines of plain ASCII that <c>/bin/sh</c> executes: the way in for what a format cannot hold, newlines, control
/// characters, bytes that are no text.
/// </summary>
internal static class AsciiShell
{
    /// <summary>The arguments that run a program with variables and arguments of any characters, on one line.</summary>
    internal static string[] Run(IEnumerable<KeyValuePair<string, string>> variables, IReadOnlyList<string> arguments) =>
        ["/bin/sh", "-c", string.Join("; ", [.. Exports(variables), Exec(variables, arguments, "")])];

    /// <summary>The lines that become a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="log">The file its output is added to; null for none.</param>
    internal static IEnumerable<string> Script(ExportedProcess process, string? log)
    {
        string output = log is null ? "" : $" >>{Word(log, 0)} 2>&1";
        return [$"{Prepare(process.Directory!, 0)}cd {Word(process.Directory!, 0)} || exit 111", .. Exports(process.Variables), Exec(process.Variables, process.Arguments, output)];
    }

    private static IEnumerable<string> Exports(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Where(variable => IsIdentifier(variable.Key)).Select(variable => $"{Prepare(variable.Value, 0)}export {variable.Key}={Word(variable.Value, 0)}");

    private static string Exec(IEnumerable<KeyValuePair<string, string>> variables, IReadOnlyList<string> arguments, string output)
    {
        string[] others = [.. variables.Where(variable => !IsIdentifier(variable.Key)).Select(variable => $"{variable.Key}={variable.Value}")];
        // What begins with a dash, exec would take for its option.
        string[] words = others.Length > 0 || arguments[0].StartsWith('-') ? ["env", "--", .. others, .. arguments] : [.. arguments];
        return $"{string.Concat(words.Select(Prepare))}exec {string.Join(' ', words.Select(Word))}{output}";
    }

    private static string Word(string text, int place) =>
        text.All(IsPlain) ? $"'{text}'" : text.EndsWith('\n') ? $"\"${{{Temporary(place)}%x}}\"" : $"\"$(printf '{Escape(text)}')\"";

    /// <summary>A substitution takes newlines off the end: such a word is made with a letter after it, which is taken off again.</summary>
    private static string Prepare(string text, int place) => text.EndsWith('\n') ? $"{Temporary(place)}=$(printf '{Escape(text)}x'); " : "";

    private static string Temporary(int place) => string.Create(CultureInfo.InvariantCulture, $"procfile_word_{place}");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (byte b in RawText.Encode(text))
        {
            if (b < 0x80 && IsPlain((char)b))
                escaped.Append((char)b);
            else
                escaped.Append('\\').Append((char)('0' + (b >> 6))).Append((char)('0' + ((b >> 3) & 7))).Append((char)('0' + (b & 7)));
        }

        return escaped.ToString();
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-' or '.' or '/' or ':' or '=' or ',' or '@' or '+';

    /// <summary>Whether a shell can set it: it has variables of its own that nobody may.</summary>
    internal static bool IsIdentifier(string name) =>
        name is not ("" or "PPID" or "UID" or "EUID" or "GROUPS" or "SHELLOPTS" or "BASHOPTS") && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
