namespace Procfile.Core.Output.Files;

/// <summary>Counts lines that could not be written, also those that come in pieces.</summary>
internal sealed class DroppedLines
{
    private bool _inLine;

    /// <summary>All that were dropped.</summary>
    internal long Total { get; private set; }

    /// <summary>Those of which the file does not tell yet.</summary>
    internal long Untold { get; set; }

    internal void Count(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        bool endsInLine = bytes[^1] != (byte)'\n';
        // A line whose beginning was dropped is counted already.
        int lines = bytes.Count((byte)'\n') - (_inLine ? 1 : 0) + (endsInLine ? 1 : 0);
        _inLine = endsInLine;
        Total += lines;
        Untold += lines;
    }

    /// <summary>How many bytes belong to a line whose beginning was dropped; they are dropped with it.</summary>
    internal int SkipRestOfLine(ReadOnlySpan<byte> bytes)
    {
        if (!_inLine)
            return 0;
        int newline = bytes.IndexOf((byte)'\n');
        _inLine = newline < 0;
        return newline < 0 ? bytes.Length : newline + 1;
    }
}
