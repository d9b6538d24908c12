namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>A reference in a value: <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME-default}</c> or <c>${NAME:-default}</c>.</summary>
internal readonly record struct EnvReference(string Name, string? Default, bool AlsoWhenEmpty, int Length)
{
    /// <summary>Parses a text that begins with <c>$</c>.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out EnvReference reference)
    {
        reference = default;
        var isBraced = text is [_, '{', ..];
        var start = isBraced ? 2 : 1;
        var end = start + EnvNames.WordLength(text[start..]);
        if (end == start || !EnvNames.IsIdentifier(text[start..end]))
            return false;
        var name = text[start..end].ToString();
        if (!isBraced)
        {
            reference = new EnvReference(name, null, false, end);
            return true;
        }

        var rest = text[end..];
        var alsoWhenEmpty = rest.StartsWith(":-");
        var close = alsoWhenEmpty || rest is ['-' or '}', ..] ? rest.IndexOf('}') : -1;
        if (close < 0)
            return false;
        var fallback = close == 0 ? null : rest[(alsoWhenEmpty ? 2 : 1)..close].ToString();
        reference = new EnvReference(name, fallback, alsoWhenEmpty, end + close + 1);
        return true;
    }
}
