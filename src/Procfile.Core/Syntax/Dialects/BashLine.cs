namespace Procfile.Core.Syntax.Dialects;

/// <summary>A line as bash's <c>read</c> hands it over, and where each of its bytes was written.</summary>
internal sealed class BashLine
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _offsets = [];
    private readonly List<bool> _isEscaped = [];
    private bool _endsEscaping;
    private int _lastOffset;

    internal ReadOnlySpan<byte> Bytes => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);

    /// <summary>
    /// Reads a line from <paramref name="position"/> on. Without <c>-r</c> (<paramref name="isRaw"/>) a backslash takes
    /// itself away, and a newline behind it too. NUL bytes are dropped; unescaped blanks at both ends are trimmed.
    /// </summary>
    /// <returns>Whether there was a line; <c>|| [[ -n "$line" ]]</c> makes a last one without newline count if it has text.</returns>
    internal bool Read(ReadOnlySpan<byte> text, ref int position, bool isRaw)
    {
        Clear();
        var isTerminated = false;
        while (position < text.Length && !isTerminated)
        {
            var escapes = !isRaw && text[position] == (byte)'\\';
            if (escapes)
                position++;
            _endsEscaping = escapes && position == text.Length;
            _lastOffset = position - 1;
            if (_endsEscaping)
                break;
            var next = text[position];
            if (next != (byte)'\n')
                Append(next, position, escapes);
            else
                isTerminated = !escapes;
            position++;
        }

        Trim();
        return isTerminated || _bytes.Count > 0;
    }

    /// <summary>The span of the document that a part of the line was written in.</summary>
    internal TextSpan SpanOf(int start, int end, int fallback) =>
        start < end ? TextSpan.FromBounds(_offsets[start], _offsets[end - 1] + 1) : new TextSpan(fallback, 0);

    private void Append(byte value, int offset, bool isEscaped)
    {
        if (value == 0)
            return;
        _bytes.Add(value);
        _offsets.Add(offset);
        _isEscaped.Add(isEscaped);
    }

    private void Clear()
    {
        _endsEscaping = false;
        _bytes.Clear();
        _offsets.Clear();
        _isEscaped.Clear();
    }

    /// <summary>
    /// bash's read.def for one variable: a single word keeps the escaped blanks at its end, several lose them with the
    /// others. A backslash at the end of the file vanishes but keeps the blanks before it, and alone it is U+0001.
    /// </summary>
    private void Trim()
    {
        var start = SkipBlanks(0);
        Remove(0, start);
        if (_endsEscaping)
        {
            if (_bytes.Count == 0)
                Append(0x01, _lastOffset, isEscaped: true);
            return;
        }

        var word = 0;
        while (word < _bytes.Count && !IsBlank(word))
            word++;
        var end = SkipBlanks(word) == _bytes.Count ? word : _bytes.Count;
        while (end > word && _bytes[end - 1] is (byte)' ' or (byte)'\t')
            end--;
        Remove(end, _bytes.Count - end);
    }

    private int SkipBlanks(int index)
    {
        while (index < _bytes.Count && IsBlank(index))
            index++;
        return index;
    }

    private bool IsBlank(int index) => !_isEscaped[index] && (_bytes[index] is (byte)' ' or (byte)'\t');

    private void Remove(int index, int count)
    {
        _bytes.RemoveRange(index, count);
        _offsets.RemoveRange(index, count);
        _isEscaped.RemoveRange(index, count);
    }
}
