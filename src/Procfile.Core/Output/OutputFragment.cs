namespace Procfile.Core.Output;

/// <summary>Whether a batch ends in the middle of a line, and why.</summary>
public enum OutputFragment
{
    /// <summary>The batch is whole lines, each ended by a newline.</summary>
    None,

    /// <summary>One unfinished line: the process fell silent in the middle of it, or ended.</summary>
    Unfinished,

    /// <summary>One piece of a line that is longer than 64 KiB.</summary>
    Cut,
}
