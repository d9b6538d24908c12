using Procfile.Core.Syntax.Dialects;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

/// <summary>
/// Walks the entries of a Procfile's UTF-8 bytes by the Portable grammar, in file order, without allocating.
/// </summary>
/// <remarks>
/// It sees entries only: comments, blank lines, lines that are no entry and entries without a command are passed over,
/// and duplicate names are all given. No lines are joined. <see cref="ProcfileDocument"/> is built on it and adds the diagnostics.
/// </remarks>
/// <example>
/// <code>
/// var reader = new ProcfileReader(File.ReadAllBytes("Procfile"));
/// while (reader.Read())
///     Console.WriteLine(Encoding.UTF8.GetString(reader.Name));
/// </code>
/// </example>
public ref struct ProcfileReader
{
    private readonly ReadOnlySpan<byte> _utf8;
    private int _position;
    private int _lineStart;
    private int _lineLength;
    private int _continuedLines;
    private PortableLine _parts;

    /// <summary>Prepares to read. A byte order mark at the start is passed over.</summary>
    /// <param name="utf8">The bytes of a Procfile.</param>
    public ProcfileReader(ReadOnlySpan<byte> utf8)
    {
        _utf8 = utf8;
        _position = utf8.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>The name of the current entry.</summary>
    public readonly ReadOnlySpan<byte> Name => _utf8[NameSpan.Start..NameSpan.End];

    /// <summary>The command of the current entry, without blanks at either end.</summary>
    public readonly ReadOnlySpan<byte> Command => _utf8[CommandSpan.Start..CommandSpan.End];

    /// <summary>The line of the current entry, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Where the name stands.</summary>
    public readonly TextSpan NameSpan => TextSpan.FromBounds(_lineStart + _parts.NameStart, _lineStart + _parts.NameEnd);

    /// <summary>Where the command stands.</summary>
    public readonly TextSpan CommandSpan => TextSpan.FromBounds(_lineStart + _parts.CommandStart, _lineStart + _parts.CommandEnd);

    /// <summary>Moves to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        while (ReadLine())
        {
            if (_parts.Kind == ProcfileLineKind.Entry && _parts.CommandEnd > _parts.CommandStart)
                return true;
        }

        return false;
    }

    /// <summary>The parts of the current line, whatever it is.</summary>
    internal readonly PortableLine Parts => _parts;

    internal readonly int LineStart => _lineStart;

    /// <summary>The current line without its line feed.</summary>
    internal readonly ReadOnlySpan<byte> LineBytes => _utf8.Slice(_lineStart, _lineLength);

    /// <summary>Moves to the next physical line.</summary>
    internal bool ReadLine()
    {
        if (_position >= _utf8.Length)
            return false;
        var rest = _utf8[_position..];
        var length = rest.IndexOf((byte)'\n');
        _lineStart = _position;
        if (length < 0)
        {
            _position = _utf8.Length;
        }
        else
        {
            _position += length + 1;
            rest = rest[..length];
        }

        Line += 1 + _continuedLines;
        _continuedLines = 0;
        _lineLength = rest.Length;
        _parts = PortableLine.Parse(rest);
        return true;
    }

    /// <summary>Takes the lines that continue the current command into it.</summary>
    internal void Continue(in ContinuedCommand command)
    {
        _parts.CommandEnd = command.End - _lineStart;
        _position = command.NextLine;
        _continuedLines = command.LineCount;
    }
}
