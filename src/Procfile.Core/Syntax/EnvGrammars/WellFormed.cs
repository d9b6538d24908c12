using System.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// Text with U+FFFD for whatever is no character: for single bytes that are no UTF-8, as Go has them when it takes a string apart
/// into runes, and for halves of surrogate pairs, which JavaScript knows and the environment of a process cannot hold.
/// </summary>
internal static class WellFormed
{
    internal static string Of(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            result.Append(rune);
        return result.ToString();
    }
}
