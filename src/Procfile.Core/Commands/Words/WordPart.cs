namespace Procfile.Core.Commands.Words;

/// <summary>What a part of a word is.</summary>
internal enum WordPartKind
{
    /// <summary>Text outside quotes.</summary>
    Plain,

    /// <summary>Text inside quotes or after a backslash: never split, and a word even when empty.</summary>
    Quoted,

    /// <summary>The value of a variable, perhaps with an alternative.</summary>
    Variable,
}

/// <summary>A piece of a shell word as read from the command.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text, or the name of the variable.</param>
/// <param name="Column">Where it stands in the command, from 1.</param>
internal sealed record WordPart(WordPartKind Kind, string Text, int Column)
{
    /// <summary>Whether the variable stands inside double quotes, so that its value is not split.</summary>
    public bool InQuotes { get; init; }

    /// <summary>The operator of <c>${X:-word}</c>: one of <c>- = ? +</c>, or NUL for none.</summary>
    public char Operator { get; init; }

    /// <summary>Whether the operator has a colon, so that an empty value counts as not set.</summary>
    public bool EmptyIsUnset { get; init; }

    /// <summary>The word after the operator.</summary>
    public IReadOnlyList<WordPart> Alternative { get; init; } = [];
}

/// <summary>One word of a command.</summary>
/// <param name="Parts">Its parts in order.</param>
/// <param name="Column">Where it begins in the command, from 1.</param>
internal sealed record ShellWord(IReadOnlyList<WordPart> Parts, int Column)
{
    /// <summary>The name before the equals sign when the word is an assignment before the command.</summary>
    public string? AssignedName { get; init; }
}
