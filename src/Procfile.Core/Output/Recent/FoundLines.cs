using System.Collections.Immutable;

namespace Procfile.Core.Output.Recent;

/// <summary>Lines of several processes, to be put into the order in which they came.</summary>
internal sealed class FoundLines
{
    private readonly List<(long Order, OutputLine Line)> _lines = [];

    internal void Add(long order, OutputLine line) => _lines.Add((order, line));

    /// <summary>The last of them.</summary>
    internal ImmutableArray<OutputLine> InOrder(int count) =>
        [.. _lines.OrderBy(found => found.Order).Skip(Math.Max(0, _lines.Count - count)).Select(found => found.Line)];
}
