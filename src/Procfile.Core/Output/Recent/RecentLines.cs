namespace Procfile.Core.Output.Recent;

/// <summary>
/// The latest output of one process in a ring of bytes, batch by batch as it came: lines are only counted until somebody looks.
/// </summary>
internal sealed class RecentLines(OutputSource source, int capacity)
{
    private const int SmallestRing = 1024, CostOfBatch = 64;

    private readonly Queue<RecentBatch> _batches = new();
    private RecentBatch? _oldest;
    private byte[] _ring = [];
    private int _start;
    private int _length;

    internal OutputSource Source => source;

    /// <summary>How many lines have been forgotten: the place of the first that is remembered, counted from the process's first.</summary>
    internal long First { get; private set; }

    /// <summary>The place of the line that comes next.</summary>
    internal long Next { get; private set; }

    /// <summary>The number, among those of all processes, of the last line that was forgotten.</summary>
    internal long LastForgotten { get; private set; }

    private int Cost => _length + (CostOfBatch * (_batches.Count + (_oldest is null ? 0 : 1)));

    private IEnumerable<RecentBatch> Batches => _oldest is { } oldest ? _batches.Prepend(oldest) : _batches;

    /// <summary>Takes a batch whose lines have the numbers from <paramref name="number"/> on.</summary>
    /// <returns>How many lines they are.</returns>
    internal int Add(in OutputBatch batch, long number, DateTimeOffset time)
    {
        ReadOnlySpan<byte> bytes = batch.Bytes;
        bool continues = batch.ContinuesLine;
        int lines = CountLines(bytes), kept = lines;
        Next += lines;
        int surplus = bytes.Length + CostOfBatch - capacity;
        if (surplus > 0)
        {
            surplus = Math.Min(surplus, bytes.Length);
            int newline = bytes[(surplus - 1)..].IndexOf((byte)'\n');
            bytes = newline < 0 ? default : bytes[(surplus + newline)..];
            continues = false;
            kept = CountLines(bytes);
            ForgetAll();
            First = Next - kept;
            LastForgotten = number + lines - kept - 1;
            if (bytes.IsEmpty)
                return lines;
        }

        while (Cost + bytes.Length + CostOfBatch > capacity)
            Forget(Cost + bytes.Length + CostOfBatch - capacity);
        Append(bytes);
        _batches.Enqueue(new RecentBatch(number + lines - kept, kept, bytes.Length, time, batch.Fragment, continues));
        return lines;
    }

    /// <summary>The place of the first line whose number is larger.</summary>
    internal long PlaceAfter(long number)
    {
        long place = First;
        foreach (RecentBatch batch in Batches)
        {
            if (batch.Number + batch.Lines > number + 1)
                return place + Math.Max(0, number + 1 - batch.Number);
            place += batch.Lines;
        }

        return place;
    }

    /// <summary>Copies the lines from a place on, and says how many have been forgotten from there.</summary>
    internal void CopyTo(FoundLines found, long from)
    {
        long missed = Math.Max(0, First - from);
        long place = First;
        int at = 0;
        foreach (RecentBatch batch in Batches)
        {
            long skip = Math.Max(0, from - place);
            if (skip < batch.Lines)
            {
                var bytes = new byte[batch.Length];
                CopyFromRing(at, bytes);
                found.Add(new FoundBatch(source, batch, bytes, skip, missed));
                missed = 0;
            }

            at += batch.Length;
            place += batch.Lines;
        }
    }

    private static int CountLines(ReadOnlySpan<byte> bytes) => bytes.Count((byte)'\n') + (bytes is [.., not (byte)'\n'] ? 1 : 0);

    private void ForgetAll()
    {
        _batches.Clear();
        _oldest = null;
        (_start, _length) = (0, 0);
    }

    /// <summary>Forgets the oldest lines: so many bytes of them at least, or one batch. Looks at no line that is forgotten with all of its batch.</summary>
    private void Forget(int bytes)
    {
        RecentBatch oldest = _oldest ?? _batches.Dequeue();
        _oldest = null;
        int length = bytes >= oldest.Length ? oldest.Length : EndOfLine(bytes - 1, oldest.Length);
        int lines = length == oldest.Length ? oldest.Lines : CountNewlines(length);
        First += lines;
        LastForgotten = oldest.Number + lines - 1;
        _start = (_start + length) % _ring.Length;
        _length -= length;
        if (length < oldest.Length)
        {
            _oldest = oldest with
            {
                Number = oldest.Number + lines,
                Lines = oldest.Lines - lines,
                Length = oldest.Length - length,
                Continues = false,
            };
        }
    }

    /// <summary>Where the line ends that a byte of the ring's first ones belongs to.</summary>
    private int EndOfLine(int offset, int atMost)
    {
        int from = (_start + offset) % _ring.Length;
        int untilWrap = Math.Min(atMost - offset, _ring.Length - from);
        int newline = _ring.AsSpan(from, untilWrap).IndexOf((byte)'\n');
        if (newline >= 0)
            return offset + newline + 1;
        newline = _ring.AsSpan(0, atMost - offset - untilWrap).IndexOf((byte)'\n');
        return newline >= 0 ? offset + untilWrap + newline + 1 : atMost;
    }

    private int CountNewlines(int length)
    {
        int untilWrap = Math.Min(length, _ring.Length - _start);
        return _ring.AsSpan(_start, untilWrap).Count((byte)'\n') + _ring.AsSpan(0, length - untilWrap).Count((byte)'\n');
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
}
