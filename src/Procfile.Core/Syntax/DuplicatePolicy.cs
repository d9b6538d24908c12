namespace Procfile.Core.Syntax;

/// <summary>What the Portable reading makes of a name that occurs more than once.</summary>
public enum DuplicatePolicy
{
    /// <summary>An error (PF0601); the first entry is listed.</summary>
    Error,

    /// <summary>The last command counts, at the place of the first.</summary>
    Last,

    /// <summary>The first command counts.</summary>
    First,

    /// <summary>Every entry is listed.</summary>
    All,

    /// <summary>Later entries become <c>web (2)</c>, <c>web (3)</c>, …, as mprocs does it.</summary>
    Rename,
}
