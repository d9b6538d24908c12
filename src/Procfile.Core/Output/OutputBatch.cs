namespace Procfile.Core.Output;

/// <summary>What one process has written: whole lines, or one piece of a line that says so.</summary>
/// <remarks>The bytes are the process's own, valid UTF-8 or not, and valid during the call only.</remarks>
public readonly ref struct OutputBatch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="source">Who wrote it.</param>
    /// <param name="bytes">What was written.</param>
    /// <param name="fragment">Whether it ends in the middle of a line.</param>
    /// <param name="continuesLine">Whether it begins in the middle of a line.</param>
    public OutputBatch(OutputSource source, ReadOnlySpan<byte> bytes, OutputFragment fragment = OutputFragment.None, bool continuesLine = false)
    {
        Source = source;
        Bytes = bytes;
        Fragment = fragment;
        ContinuesLine = continuesLine;
    }

    /// <summary>Who wrote it.</summary>
    public OutputSource Source { get; }

    /// <summary>Whole lines with their newlines, or one piece of a line without.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Whether the batch ends in the middle of a line.</summary>
    public OutputFragment Fragment { get; }

    /// <summary>Whether the batch begins in the middle of a line whose beginning came in a batch before.</summary>
    public bool ContinuesLine { get; }

    /// <summary>Whether the next batch of this process comes at once: a sink may keep this one to write both together.</summary>
    internal bool MoreFollows { get; init; }
}
