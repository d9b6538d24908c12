using System.Buffers;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>The characters of variable names.</summary>
internal static class EnvNames
{
    private static readonly SearchValues<char> Word =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    private static readonly SearchValues<char> Reference = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <summary><c>[A-Za-z0-9_]+</c></summary>
    internal static bool IsWord(ReadOnlySpan<char> name) => !name.IsEmpty && !name.ContainsAnyExcept(Word);

    /// <summary>What a shell takes for a name: a word that does not begin with a digit.</summary>
    internal static bool IsIdentifier(ReadOnlySpan<char> name) => IsWord(name) && !char.IsAsciiDigit(name[0]);

    /// <summary>The length of the word at the start of a text.</summary>
    internal static int WordLength(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Word) is >= 0 and var length ? length : text.Length;

    /// <summary>The length of the <c>[A-Z0-9_]*</c> at the start of a text, all that the Go libraries look up.</summary>
    internal static int ReferenceLength(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Reference) is >= 0 and var length ? length : text.Length;
}
