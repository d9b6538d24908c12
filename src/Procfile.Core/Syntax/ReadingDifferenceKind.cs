namespace Procfile.Core.Syntax;

/// <summary>How a tool's reading departs from the Portable one.</summary>
public enum ReadingDifferenceKind
{
    /// <summary>The tool refuses the whole document.</summary>
    Refused,

    /// <summary>The tool has no process for an entry.</summary>
    Lost,

    /// <summary>The tool has a process where the Portable reading has none.</summary>
    Extra,

    /// <summary>The tool has the process under another name.</summary>
    Renamed,

    /// <summary>The tool makes one process of two entries.</summary>
    Merged,

    /// <summary>The tool runs another command. Blanks at its ends do not count.</summary>
    CommandDiffers,

    /// <summary>The tool has the same processes in another order, which changes their ports.</summary>
    Reordered,
}
