namespace Procfile.Core.Syntax.Dialects;

/// <summary>A line as bash's <c>read</c> hands it over, and where each of its bytes was written.</summary>
internal sealed class BashLine
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _offsets = [];
    private readonly List<bool> _isEscaped = [];
    private bool _endsEscaping;
    private int _lastOffset;
    private int _cut;
    private bool _cutsAtEscape;

    internal ReadOnlySpan<byte> Bytes => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);

    /// <summary>
    /// Reads a line from <paramref name="position"/> on. Without <c>-r</c> (<paramref name="isRaw"/>) a backslash takes
    /// itself away, and a newline behind it too. NUL bytes are dropped; unescaped blanks at both ends are trimmed. The first byte
    /// of a character takes as many others with it as such a character has, whatever they are, up to the first that does not belong.
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
            var next = text[position++];
            if (next == (byte)'\n')
                isTerminated = !escapes;
            else if (next == 0 && escapes)
                Cut(atEscape: true);
            else
                AppendCharacter(text, next, ref position, escapes, dropsNul: isRaw);
        }

        if (_cut >= 0)
            Remove(_cut, _bytes.Count - _cut);
        _endsEscaping = _cut < 0 ? _endsEscaping : _cutsAtEscape;
        Trim();
        return isTerminated || _bytes.Count > 0;
    }

    /// <summary>The span of the document that a part of the line was written in.</summary>
    internal TextSpan SpanOf(int start, int end, int fallback) =>
        start < end ? TextSpan.FromBounds(_offsets[start], _offsets[end - 1] + 1) : new TextSpan(fallback, 0);

    /// <summary>bash's read_mbchar. A NUL that it takes for part of a character ends the text that bash sees.</summary>
    private void AppendCharacter(ReadOnlySpan<byte> text, byte first, ref int position, bool isEscaped, bool dropsNul)
    {
        Append(first, position - 1, isEscaped);
        // The C library knows the five and six bytes of old, too.
        var length = first switch { < 0xC2 or > 0xFD => 1, < 0xE0 => 2, < 0xF0 => 3, < 0xF8 => 4, < 0xFC => 5, _ => 6 };
        for (var isPart = true; isPart && length > 1 && position < text.Length; length--)
        {
            var next = text[position++];
            if (next == 0 && dropsNul)
            {
                length++;
                continue;
            }

            isPart = (next & 0xC0) == 0x80;
            if (next == 0)
                Cut(atEscape: false);
            Append(next, position - 1, isEscaped: false);
        }
    }

    /// <summary>bash goes on reading the line but sees no more of it.</summary>
    private void Cut(bool atEscape)
    {
        if (_cut >= 0)
            return;
        _cut = _bytes.Count;
        _cutsAtEscape = atEscape;
    }

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
        _cut = -1;
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
        while (end > word && _bytes[end - 1] is (byte)' ' or (byte)'\t' or (byte)'\n')
            end--;
        Remove(end, _bytes.Count - end);
    }

    private int SkipBlanks(int index)
    {
        while (index < _bytes.Count && IsBlank(index))
            index++;
        return index;
    }

    private bool IsBlank(int index) => !_isEscaped[index] && (_bytes[index] is (byte)' ' or (byte)'\t' or (byte)'\n');

    private void Remove(int index, int count)
    {
        _bytes.RemoveRange(index, count);
        _offsets.RemoveRange(index, count);
        _isEscaped.RemoveRange(index, count);
    }
}
