using System.Collections.Immutable;
using System.Text;

namespace Procfile.Core.Commands;

/// <summary>Names of processes in other places: patterns, lists, variables, unit files, sessions.</summary>
public static class ProcessNames
{
    /// <summary>Whether a name fits a pattern in which <c>*</c> stands for any text, as in overmind's <c>restart 'web#*'</c>.</summary>
    /// <param name="pattern">The pattern. <c>*</c> is its only special character; it must fit the whole name.</param>
    /// <param name="name">The name.</param>
    /// <returns>Whether it fits.</returns>
    public static bool Matches(string pattern, string name)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(name);
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && pattern[p] == name[n])
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    /// <summary>Reads a list such as <c>web, worker</c>, as overmind's <c>-l</c>: blanks around names and empty places do not count.</summary>
    /// <param name="text">The list.</param>
    /// <returns>The names; none for an empty list.</returns>
    public static ImmutableArray<string> ParseList(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split(',').Select(static name => name.Trim(' ')).Where(static name => name.Length > 0)];
    }

    /// <summary>The name as part of a variable's name, as in overmind's <c>OVERMIND_PROCESS_web_2_PORT</c>.</summary>
    /// <param name="name">The name of a process or type.</param>
    /// <returns>The name with an underscore for every character but ASCII letters, digits and the underscore.</returns>
    public static string ToVariableName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.EnumerateRunes().Select(static rune => rune.IsAscii && char.IsAsciiLetterOrDigit((char)rune.Value) ? (char)rune.Value : '_'));
    }

    /// <summary>The name as part of a unit's or program's name, as honcho exports it.</summary>
    /// <param name="name">The name of a process or type.</param>
    /// <returns>The name with a hyphen for every character that is no letter, digit or underscore of any script.</returns>
    public static string ToUnitName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var unit = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            unit.Append(Rune.IsLetterOrDigit(rune) || rune.Value == '_' ? rune.ToString() : "-");
        return unit.ToString();
    }

    /// <summary>The name as the name of a session or socket, as overmind names its tmux session.</summary>
    /// <param name="name">Any name, for example a directory's.</param>
    /// <returns>Lower-case ASCII letters and digits, with one hyphen for each run of other characters.</returns>
    public static string ToSessionName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var session = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) session.Append(char.ToLowerInvariant(c));
            else if (session.Length == 0 || session[^1] != '-') session.Append('-');
        }

        return session.ToString();
    }
}
