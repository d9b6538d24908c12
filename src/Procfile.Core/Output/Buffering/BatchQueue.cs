using System.Globalization;
using System.Text;

namespace Procfile.Core.Output.Buffering;

/// <summary>
/// Batches in the order in which they came. What is too much is taken from the process that has most, so that one that floods costs the
/// others none of their lines.
/// </summary>
internal sealed class BatchQueue(int capacity)
{
    private readonly Dictionary<OutputSource, Backlog> _backlogs = [];
    private long _bytes;
    private long _order;

    internal bool IsFull => _bytes >= capacity;

    internal long DroppedLines { get; private set; }

    internal void Announce(OutputSource source) =>
        BacklogOf(source).Batches.Enqueue(new KeptBatch(source, null, 0, OutputFragment.None, ContinuesLine: false, _order++));

    internal void Add(in OutputBatch batch)
    {
        Backlog backlog = BacklogOf(batch.Source);
        var kept = KeptBatch.Of(batch, _order++);
        backlog.Batches.Enqueue(kept);
        Charge(backlog, kept.Cost);
    }

    internal void DropSurplus()
    {
        while (_bytes > capacity)
        {
            Backlog most = Fattest();
            KeptBatch oldest = most.Batches.Dequeue();
            if (oldest.Bytes is null)
            {
                // An announcement is no output.
                most.Batches.Enqueue(oldest);
                continue;
            }

            Charge(most, -oldest.Cost);
            int lines = oldest.AsBatch().Bytes.Count((byte)'\n') + (oldest.Fragment == OutputFragment.Unfinished ? 1 : 0);
            most.Dropped += lines;
            DroppedLines += lines;
            oldest.Return();
        }
    }

    internal bool TryTake(out KeptBatch batch)
    {
        batch = default;
        Backlog? next = null;
        foreach (Backlog backlog in _backlogs.Values)
        {
            if (backlog.Batches.TryPeek(out KeptBatch first) && (next is null || first.Order < batch.Order))
                (next, batch) = (backlog, first);
        }

        if (next is null)
            return false;
        if (next.Dropped > 0)
        {
            batch = Notice(batch, next.Dropped);
            next.Dropped = 0;
            return true;
        }

        next.Batches.Dequeue();
        if (batch.Bytes is not null)
            Charge(next, -batch.Cost);
        return true;
    }

    private static KeptBatch Notice(in KeptBatch before, long lines)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"[{lines} lines dropped]\n");
        return KeptBatch.Of(new OutputBatch(before.Source, Encoding.UTF8.GetBytes(text)), before.Order);
    }

    private Backlog Fattest()
    {
        Backlog? most = null;
        foreach (Backlog backlog in _backlogs.Values)
        {
            if (most is null || backlog.Bytes > most.Bytes)
                most = backlog;
        }

        return most!;
    }

    private Backlog BacklogOf(OutputSource source)
    {
        if (!_backlogs.TryGetValue(source, out Backlog? backlog))
            _backlogs[source] = backlog = new Backlog();
        return backlog;
    }

    private void Charge(Backlog backlog, int bytes)
    {
        backlog.Bytes += bytes;
        _bytes += bytes;
    }

    private sealed class Backlog
    {
        internal Queue<KeptBatch> Batches { get; } = new();

        internal long Bytes { get; set; }

        internal long Dropped { get; set; }
    }
}
