using System.Buffers.Text;
using System.Collections.Concurrent;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

/// <summary>Checks that the lines of <c>numbered-lines</c> come once each, whole and in order, for each process by itself.</summary>
internal sealed class SequenceSink : IOutputSink
{
    private static readonly byte[] Filler = "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz"u8.ToArray();

    private readonly ConcurrentDictionary<string, Sequence> _sequences = new();

    internal long LinesOf(string process) => _sequences.TryGetValue(process, out Sequence? sequence) ? Volatile.Read(ref sequence.Next) : 0;

    /// <summary>What was wrong first; null when nothing was.</summary>
    internal string? FirstError { get; private set; }

    public void Write(in OutputBatch batch)
    {
        Sequence sequence = _sequences.GetOrAdd(batch.Source.Name, _ => new Sequence());
        foreach (byte value in batch.Bytes)
        {
            if (value != (byte)'\n')
            {
                sequence.Line.Add(value);
                continue;
            }

            Check(batch.Source.Name, sequence);
            sequence.Line.Clear();
        }
    }

    private void Check(string process, Sequence sequence)
    {
        byte[] line = [.. sequence.Line];
        bool good = Utf8Parser.TryParse(line, out long number, out int digits) && line.AsSpan(digits).SequenceEqual(Filler) && number == sequence.Next;
        if (!good)
            FirstError ??= $"{process}: line {sequence.Next} is \"{System.Text.Encoding.UTF8.GetString(line)}\"";
        Interlocked.Increment(ref sequence.Next);
    }

    private sealed class Sequence
    {
        internal long Next;

        internal List<byte> Line { get; } = [];
    }
}
