namespace Procfile.Core.Syntax;

/// <summary>What a physical line of a Procfile is, in the Portable reading.</summary>
public enum ProcfileLineKind
{
    /// <summary>Nothing but blanks.</summary>
    Blank,

    /// <summary>A line that begins with <c>#</c> or <c>//</c>.</summary>
    Comment,

    /// <summary>A <c>name: command</c> line.</summary>
    Entry,

    /// <summary>Anything else. It is kept, and a diagnostic says so.</summary>
    Unrecognised,
}
