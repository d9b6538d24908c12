using System.Collections.Immutable;
using System.Text;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands.Words;

/// <summary>Replaces <c>{{NAME}}</c> in a command's text, before anything else is read in it.</summary>
internal static class TokenReplacement
{
    public static string Replace(string command, ITokenSource? tokens, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var open = command.IndexOf("{{", StringComparison.Ordinal);
        if (open < 0) return command;

        var text = new StringBuilder(command.Length);
        var known = new Dictionary<string, string?>(StringComparer.Ordinal);
        var copied = 0;
        while (open >= 0)
        {
            // In '{{{X}}}' the innermost pair is the token, as for a plain replacement of the exact text.
            while (open + 2 < command.Length && command[open + 2] == '{') open++;
            var start = open + 2;
            var length = ShellVocabulary.NameLength(command, start);
            if (length > 0 && IsClosed(command, start + length))
            {
                var name = command.Substring(start, length);
                if (!known.TryGetValue(name, out var value))
                    known[name] = value = LookUp(name, open + 1, tokens, diagnostics);
                if (value is not null)
                {
                    text.Append(command, copied, open - copied).Append(value);
                    copied = start + length + 2;
                }
            }
            else if (IsSpacedToken(command, start, out var end))
            {
                diagnostics.Add(CommandDiagnostics.UnknownToken(command[open..end], open + 1));
            }

            open = command.IndexOf("{{", start, StringComparison.Ordinal);
        }

        return text.Append(command, copied, command.Length - copied).ToString();
    }

    /// <summary>Whether <c>{{ NAME }}</c> was meant, which Cloud 66 does not know.</summary>
    private static bool IsSpacedToken(string command, int start, out int end)
    {
        var name = start;
        while (name < command.Length && command[name] == ' ') name++;
        var length = ShellVocabulary.NameLength(command, name);
        end = name + length;
        while (end < command.Length && command[end] == ' ') end++;
        if (length == 0 || !IsClosed(command, end)) return false;
        end += 2;
        return true;
    }

    private static bool IsClosed(string command, int at) => command.AsSpan(at).StartsWith("}}");

    private static string? LookUp(string name, int column, ITokenSource? tokens, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (tokens is null || !tokens.TryGetToken(name, out var value))
        {
            diagnostics.Add(CommandDiagnostics.UnknownToken($"{{{{{name}}}}}", column));
            return null;
        }

        if (IsInert(value)) return value;
        diagnostics.Add(CommandDiagnostics.UnsafeToken($"{{{{{name}}}}}", column));
        return null;
    }

    // '=' is not inert: at the front of a command it would make an assignment out of a value. ',' could complete a brace
    // expansion, and a leading '#' or '~' means something to the shell.
    private static bool IsInert(string value)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-' or '.' or '/' or ':' or '@' or '%' or '+')) return false;
        }

        return true;
    }
}
