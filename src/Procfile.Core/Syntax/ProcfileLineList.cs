using System.Collections;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

/// <summary>The physical lines of a document, made on demand from its bytes.</summary>
public sealed class ProcfileLineList : IReadOnlyList<ProcfileLine>
{
    private readonly SourceText _source;

    internal ProcfileLineList(SourceText source) => _source = source;

    /// <inheritdoc/>
    public int Count => _source.LineCount;

    /// <inheritdoc/>
    public ProcfileLine this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new ProcfileLine(_source, index);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ProcfileLine> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
            yield return new ProcfileLine(_source, index);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
