using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

/// <summary>One physical line of a document, exactly as written.</summary>
public readonly struct ProcfileLine : IEquatable<ProcfileLine>
{
    private readonly SourceText _source;
    private readonly int _index;

    internal ProcfileLine(SourceText source, int index)
    {
        _source = source;
        _index = index;
    }

    /// <summary>The line's number, counted from 1.</summary>
    public int Number => _index + 1;

    /// <summary>The bytes of the line without its ending and without a byte order mark.</summary>
    public TextSpan Span => _source.LineContent(_index);

    /// <summary>The text of the line without its ending.</summary>
    public string Text => _source.Decode(Span);

    /// <summary>What ends the line.</summary>
    public LineEnding Ending => _source.EndingOf(_index);

    /// <summary>What the line is in the Portable reading.</summary>
    public ProcfileLineKind Kind => PortableLine.Parse(_source.Slice(Span)).Kind;

    /// <inheritdoc/>
    public bool Equals(ProcfileLine other) => ReferenceEquals(_source, other._source) && _index == other._index;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ProcfileLine other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _index;

    /// <summary>Whether two values are the same line of the same document.</summary>
    public static bool operator ==(ProcfileLine left, ProcfileLine right) => left.Equals(right);

    /// <summary>Whether two values are different lines.</summary>
    public static bool operator !=(ProcfileLine left, ProcfileLine right) => !left.Equals(right);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
