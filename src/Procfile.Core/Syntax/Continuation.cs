namespace Procfile.Core.Syntax;

/// <summary>What the Portable reading makes of a backslash at the end of a command.</summary>
public enum Continuation
{
    /// <summary>It is the last character of the command, as for every tool but shoreman; a warning (PF0405).</summary>
    None,

    /// <summary>
    /// It continues the command with the next line: the backslash and the line break vanish and whatever the line holds is part of
    /// the command, as a shell has it. Two backslashes are a backslash, and one in the last line of the file continues nothing.
    /// </summary>
    Backslash,
}
