namespace Procfile.Core.Syntax;

/// <summary>What the Portable reading makes of a name without a command.</summary>
public enum EmptyCommands
{
    /// <summary>No process; a warning (PF0406).</summary>
    Ignore,

    /// <summary>An entry with an empty command.</summary>
    Keep,

    /// <summary>No process; an error (PF0406).</summary>
    Error,
}
