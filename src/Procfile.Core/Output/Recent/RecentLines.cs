namespace Procfile.Core.Output.Recent;

/// <summary>
/// The latest output of one process in a ring of bytes, batch by batch as it came: lines are told apart only when somebody looks.
/// </summary>
internal sealed class RecentLines(OutputSource source, int capacity)
{
    private const int SmallestRing = 1024, CostOfBatch = 64;

    private readonly Queue<Batch> _batches = new();
    private Batch? _oldest;
    private byte[] _ring = [];
    private int _start;
    private int _length;

    internal OutputSource Source => source;

    /// <summary>The number of the first line that is remembered, counted from the process's first.</summary>
    internal long First { get; private set; }

    /// <summary>The number of the line that comes next.</summary>
    internal long Next { get; private set; }

    private int Cost => _length + (CostOfBatch * (_batches.Count + (_oldest is null ? 0 : 1)));

    internal void Add(in OutputBatch batch, long order, DateTimeOffset time)
    {
        ReadOnlySpan<byte> bytes = batch.Bytes;
        bool continues = batch.ContinuesLine;
        Next += CountLines(bytes);
        int surplus = bytes.Length + CostOfBatch - capacity;
        if (surplus > 0)
        {
            surplus = Math.Min(surplus, bytes.Length);
            int newline = bytes[(surplus - 1)..].IndexOf((byte)'\n');
            bytes = newline < 0 ? default : bytes[(surplus + newline)..];
            continues = false;
            ForgetAll();
            First = Next - CountLines(bytes);
            if (bytes.IsEmpty)
                return;
        }

        while (Cost + bytes.Length + CostOfBatch > capacity)
            Forget(Cost + bytes.Length + CostOfBatch - capacity);
        Append(bytes);
        _batches.Enqueue(new Batch(order, time, bytes.Length, batch.Fragment, continues));
    }

    /// <summary>Copies the lines from a number on, and says how many have been forgotten from there.</summary>
    internal void CopyTo(FoundLines found, long from)
    {
        long missed = Math.Max(0, First - from);
        long number = First;
        int at = 0;
        if (_oldest is { } oldest)
            CopyBatch(oldest);
        foreach (Batch batch in _batches)
            CopyBatch(batch);

        void CopyBatch(Batch batch)
        {
            var bytes = new byte[batch.Length];
            CopyFromRing(at, bytes);
            at += batch.Length;
            var lines = new BatchLines(new OutputBatch(source, bytes, batch.Fragment, batch.Continues));
            int position = 0;
            while (lines.MoveNext())
            {
                ReadOnlyMemory<byte> line = bytes.AsMemory(position, lines.Line.Length);
                position += lines.Line.Length + 1;
                if (number++ < from)
                    continue;
                found.Add(batch.Order, new OutputLine
                {
                    Source = source,
                    Bytes = line,
                    Time = batch.Time,
                    Fragment = lines.Fragment,
                    ContinuesLine = lines.ContinuesLine,
                    Missed = missed,
                });
                missed = 0;
            }
        }
    }

    private static int CountLines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') + (bytes is [.., not (byte)'\n'] ? 1 : 0);

    private void ForgetAll()
    {
        _batches.Clear();
        _oldest = null;
        (_start, _length) = (0, 0);
    }

    /// <summary>Forgets the oldest lines: so many bytes of them at least, or one batch.</summary>
    private void Forget(int bytes)
    {
        Batch oldest = _oldest ?? _batches.Dequeue();
        _oldest = null;
        int forgotten = 0;
        while (forgotten < Math.Min(bytes, oldest.Length))
        {
            forgotten += LengthOfLine(forgotten, oldest.Length - forgotten);
            First++;
        }

        _start = (_start + forgotten) % _ring.Length;
        _length -= forgotten;
        if (forgotten < oldest.Length)
            _oldest = oldest with { Length = oldest.Length - forgotten, Continues = false };
    }

    private int LengthOfLine(int offset, int atMost)
    {
        int from = (_start + offset) % _ring.Length;
        int untilWrap = Math.Min(atMost, _ring.Length - from);
        int newline = _ring.AsSpan(from, untilWrap).IndexOf((byte)'\n');
        if (newline >= 0)
            return newline + 1;
        newline = _ring.AsSpan(0, atMost - untilWrap).IndexOf((byte)'\n');
        return newline >= 0 ? untilWrap + newline + 1 : atMost;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_length + bytes.Length > _ring.Length)
            Grow(_length + bytes.Length);
        int end = (_start + _length) % _ring.Length;
        int untilWrap = Math.Min(bytes.Length, _ring.Length - end);
        bytes[..untilWrap].CopyTo(_ring.AsSpan(end));
        bytes[untilWrap..].CopyTo(_ring);
        _length += bytes.Length;
    }

    private void Grow(int needed)
    {
        var larger = new byte[Math.Min(capacity, Math.Max(Math.Max(SmallestRing, needed), 2 * _ring.Length))];
        CopyFromRing(0, larger.AsSpan(0, _length));
        (_ring, _start) = (larger, 0);
    }

    private void CopyFromRing(int offset, Span<byte> target)
    {
        if (target.IsEmpty)
            return;
        int from = (_start + offset) % _ring.Length;
        int untilWrap = Math.Min(target.Length, _ring.Length - from);
        _ring.AsSpan(from, untilWrap).CopyTo(target);
        _ring.AsSpan(0, target.Length - untilWrap).CopyTo(target[untilWrap..]);
    }

    private readonly record struct Batch(long Order, DateTimeOffset Time, int Length, OutputFragment Fragment, bool Continues);
}
