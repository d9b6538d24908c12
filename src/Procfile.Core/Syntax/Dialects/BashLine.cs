namespace Procfile.Core.Syntax.Dialects;

/// <summary>A line as bash's <c>read</c> hands it over, and where each of its bytes was written.</summary>
internal sealed class BashLine
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _offsets = [];
    private readonly List<bool> _isEscaped = [];

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
            if (position == text.Length)
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
        _bytes.Clear();
        _offsets.Clear();
        _isEscaped.Clear();
    }

    private void Trim()
    {
        var end = _bytes.Count;
        while (end > 0 && IsBlank(end - 1))
            end--;
        Remove(end, _bytes.Count - end);
        var start = 0;
        while (start < end && IsBlank(start))
            start++;
        Remove(0, start);
    }

    private bool IsBlank(int index) => !_isEscaped[index] && (_bytes[index] is (byte)' ' or (byte)'\t');

    private void Remove(int index, int count)
    {
        _bytes.RemoveRange(index, count);
        _offsets.RemoveRange(index, count);
        _isEscaped.RemoveRange(index, count);
    }
}
