namespace Procfile.Core.Output.Recent;

/// <summary>A copy of one batch.</summary>
/// <param name="Source">Who wrote it.</param>
/// <param name="Batch">What is known of it.</param>
/// <param name="Bytes">What was written.</param>
/// <param name="Skip">How many of its lines the reader has already.</param>
/// <param name="Missed">How many lines the reader has missed before it.</param>
internal readonly record struct FoundBatch(OutputSource Source, RecentBatch Batch, byte[] Bytes, long Skip, long Missed)
{
    internal void AddTo(List<OutputLine> found)
    {
        var lines = new BatchLines(new OutputBatch(Source, Bytes, Batch.Fragment, Batch.Continues));
        int position = 0;
        long missed = Missed;
        for (long index = 0; lines.MoveNext(); index++)
        {
            ReadOnlyMemory<byte> line = Bytes.AsMemory(position, lines.Line.Length);
            position += lines.Line.Length + 1;
            if (index < Skip)
                continue;
            found.Add(new OutputLine
            {
                Source = Source,
                Bytes = line,
                Time = Batch.Time,
                Number = Batch.Number + index,
                Fragment = lines.Fragment,
                ContinuesLine = lines.ContinuesLine,
                Missed = missed,
            });
            missed = 0;
        }
    }
}
