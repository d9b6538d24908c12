using System.Collections.Immutable;
using System.Text;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

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
            var close = command.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0) break;

            var name = command[(open + 2)..close];
            if (IsName(name))
            {
                if (!known.TryGetValue(name, out var value))
                    known[name] = value = LookUp(name, open + 1, tokens, diagnostics);
                if (value is not null)
                {
                    text.Append(command, copied, open - copied).Append(value);
                    copied = close + 2;
                }

                open = command.IndexOf("{{", close + 2, StringComparison.Ordinal);
            }
            else
            {
                if (IsName(name.Trim()))
                    diagnostics.Add(CommandDiagnostics.UnknownToken(command[open..(close + 2)], open + 1));
                open = command.IndexOf("{{", open + 2, StringComparison.Ordinal);
            }
        }

        return text.Append(command, copied, command.Length - copied).ToString();
    }

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

    private static bool IsName(string text) => text.Length > 0 && ShellVocabulary.NameLength(text, 0) == text.Length;

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
