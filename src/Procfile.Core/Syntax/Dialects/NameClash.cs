namespace Procfile.Core.Syntax.Dialects;

/// <summary>What a tool does with a name that occurs again.</summary>
internal enum NameClash
{
    /// <summary>Both are processes.</summary>
    KeepsBoth,

    /// <summary>Both are listed, and the first is what runs.</summary>
    RunsFirst,

    /// <summary>The document is refused.</summary>
    Refuses,

    /// <summary>The later command, at the place of the first.</summary>
    LastInFirstPlace,

    /// <summary>The later command, at its own place: a linked map that moves what is inserted again.</summary>
    LastInLastPlace,

    /// <summary>The later one becomes <c>web (2)</c>.</summary>
    Renames,
}
