using System.Collections.Immutable;

namespace Procfile.Core.Output.Recent;

/// <summary>
/// Batches of several processes, copied while the sink waited; their lines are told apart and put into the order in which they came when
/// it waits no more.
/// </summary>
internal sealed class FoundLines
{
    private readonly List<FoundBatch> _batches = [];

    internal void Add(in FoundBatch batch) => _batches.Add(batch);

    /// <summary>The last of them.</summary>
    internal ImmutableArray<OutputLine> InOrder(int count)
    {
        var lines = new List<OutputLine>();
        foreach (FoundBatch batch in _batches)
            batch.AddTo(lines);
        lines.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return [.. lines.Skip(Math.Max(0, lines.Count - count))];
    }
}
