using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>How the Go libraries replace references and escapes in values.</summary>
internal static class GoVariables
{
    /// <summary>
    /// godotenv's <c>(\\)?(\$)(\()?\{?([A-Z0-9_]+)?\}?</c>: a backslash protects the dollar, no name leaves the text as it is.
    /// </summary>
    /// <param name="value">The value.</param>
    /// <param name="skipsParenthesis">Whether <c>$(NAME</c> counts as a reference, as it does in godotenv and not in gotenv.</param>
    /// <param name="reading">The file, which limits how much references may bring in.</param>
    /// <param name="find">Gives the text of a variable.</param>
    internal static string Expand(string value, bool skipsParenthesis, EnvReading reading, Func<string, string?> find)
    {
        if (!value.Contains('$', StringComparison.Ordinal))
            return value;
        var result = new StringBuilder(value.Length);
        for (var position = 0; position < value.Length;)
        {
            var isProtected = value[position] == '\\' && position + 1 < value.Length && value[position + 1] == '$';
            if (!isProtected && value[position] != '$')
            {
                result.Append(value[position++]);
                continue;
            }

            var start = position;
            position += isProtected ? 2 : 1;
            var name = ReadReference(value, skipsParenthesis, ref position);
            if (isProtected)
                result.Append(value, start + 1, position - start - 1);
            else if (name.Length > 0 && find(name) is var found && reading.TryBringIn(found))
                result.Append(found);
            else
                result.Append(value, start, position - start);
        }

        return result.ToString();
    }

    /// <summary><c>\n</c> and <c>\r</c> become the characters, then <c>\\([^$])</c> loses its backslash.</summary>
    internal static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
            return value;
        var result = new StringBuilder(value.Length);
        for (var index = 0; index < value.Length; index++)
        {
            if (value[index] != '\\' || index + 1 == value.Length || value[index + 1] == '$')
            {
                result.Append(value[index]);
                continue;
            }

            index++;
            result.Append(value[index] switch { 'n' => '\n', 'r' => '\r', var other => other });
        }

        return result.ToString();
    }

    private static string ReadReference(string value, bool skipsParenthesis, ref int position)
    {
        if (skipsParenthesis)
            Skip(value, '(', ref position);
        Skip(value, '{', ref position);
        var length = EnvNames.ReferenceLength(value.AsSpan(position));
        var name = value.Substring(position, length);
        position += length;
        Skip(value, '}', ref position);
        return name;
    }

    private static void Skip(string value, char character, ref int position)
    {
        if (position < value.Length && value[position] == character)
            position++;
    }
}
