namespace Procfile.Core.Syntax;

/// <summary>What the Portable reading makes of <c> # text</c> behind a command.</summary>
public enum InlineComments
{
    /// <summary>It stays in the command; a shell drops it.</summary>
    Keep,

    /// <summary>It is cut off at the first blank and <c>#</c> outside of quotes.</summary>
    StripUnquoted,

    /// <summary>It is cut off at the last blank and <c>#</c>, else at the last blank and <c>//</c>, quoted or not, as procfile-util does it.</summary>
    ProcfileUtil,

    /// <summary>It is cut off at the first blank and <c>#</c>, quoted or not, as a YAML plain scalar.</summary>
    Yaml,
}
