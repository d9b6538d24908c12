using System.Text;
using Procfile.Core.Commands.Words;

namespace Procfile.Core.Commands;

/// <summary>What other tools make of a command's variables, as text to compare with. Never execute it: values are pasted in.</summary>
/// <remarks>
/// Faults of the tools that are not copied:
/// <list type="bullet">
/// <item>foreman replaces <c>$FOO</c> also inside <c>$FOOBAR</c>; here a name is a whole name.</item>
/// <item>foreman mangles values with <c>\0</c>, <c>\1</c> and <c>\\</c>, and replaces names inside values; here values are literal.</item>
/// <item>procfile-util drops the <c>$(</c> of <c>$(date)</c> unless it may read the process environment; here it stays.</item>
/// </list>
/// </remarks>
public static class ToolExpansion
{
    /// <summary>
    /// foreman: <c>$NAME</c> becomes its value wherever it stands, in single quotes and after a backslash too; <c>${NAME}</c> and
    /// names that are not set stay for the shell.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="variables">The variables of the <c>.env</c> files, <c>PORT</c> and <c>PS</c>; foreman takes no others.</param>
    /// <returns>The text.</returns>
    public static string Foreman(string command, IReadOnlyDictionary<string, string> variables) =>
        ReplaceNames(command, name => variables.TryGetValue(name, out var value) ? value : null);

    /// <summary>
    /// procfile-util <c>show</c> and <c>expand</c>, by Go's <c>os.Expand</c>: <c>$NAME</c> and <c>${NAME}</c> become their value
    /// wherever they stand, everything that is not set becomes nothing, <c>$$</c>, <c>$1</c> and <c>${X:-d}</c> too.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="variables">The variables of the <c>.env</c> file, <c>PORT</c> and <c>PS</c>, and the environment with <c>--allow-getenv</c>.</param>
    /// <returns>The text.</returns>
    public static string ProcfileUtil(string command, IReadOnlyDictionary<string, string> variables)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(variables);
        var text = new StringBuilder(command.Length);
        for (var at = 0; at < command.Length; at++)
        {
            if (command[at] != '$' || at + 1 == command.Length)
            {
                text.Append(command[at]);
                continue;
            }

            var (name, width) = NameOf(command, at + 1);
            if (width == 0) text.Append('$');
            else if (variables.TryGetValue(name, out var value)) text.Append(value);
            at += width;
        }

        return text.ToString();
    }

    /// <summary>
    /// Cloud 66's starter, for its <c>service.yml</c>: <c>$NAME</c> becomes <c>_env:NAME</c> when it begins in upper case, and
    /// <c>{{UNIQUE_INT}}</c> becomes <c>_unique:int</c>.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <returns>The text.</returns>
    public static string Cloud66Starter(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        var text = new StringBuilder(command.Length);
        for (var at = 0; at < command.Length; at++)
        {
            var isName = command[at] == '$' && at + 1 < command.Length && command[at + 1] is (>= 'A' and <= 'Z') or '_';
            text.Append(isName ? "_env:" : command[at]);
        }

        return text.Replace($"{{{{{UniqueIntToken.Name}}}}}", "_unique:int").ToString();
    }

    private static string ReplaceNames(string command, Func<string, string?> valueOf)
    {
        ArgumentNullException.ThrowIfNull(command);
        var text = new StringBuilder(command.Length);
        for (var at = 0; at < command.Length; at++)
        {
            var length = command[at] == '$' ? ShellVocabulary.NameLength(command, at + 1) : 0;
            if (length > 0 && valueOf(command.Substring(at + 1, length)) is { } value)
            {
                text.Append(value);
                at += length;
            }
            else
            {
                text.Append(command[at]);
            }
        }

        return text.ToString();
    }

    private static (string Name, int Width) NameOf(string text, int start)
    {
        if (text[start] == '{')
        {
            var close = text.IndexOf('}', start);
            return close < 0 ? ("", 1) : (text[(start + 1)..close], close + 1 - start);
        }

        if (text[start] is '*' or '#' or '$' or '@' or '!' or '?' or '-' || char.IsAsciiDigit(text[start])) return (text[start..(start + 1)], 1);
        var length = ShellVocabulary.NameLength(text, start);
        return (text.Substring(start, length), length);
    }
}
