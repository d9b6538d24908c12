using System.Buffers;

namespace Procfile.Core.Output;

/// <summary>
/// Turns the chunks of one process's pipe into batches of whole lines. Complete lines pass through uncopied; only the unfinished
/// line at the end of a chunk is kept.
/// </summary>
internal sealed class LineAssembler(OutputSource source, IOutputSink sink)
{
    /// <summary>Bytes after which a line is given out in pieces.</summary>
    internal const int MaxLineLength = 64 * 1024;

    private byte[]? _unfinished;
    private int _length;
    private bool _inLine;

    /// <summary>Whether an unfinished line is held back.</summary>
    internal bool HoldsBack => _length > 0;

    /// <summary>Takes the next chunk.</summary>
    internal void Add(ReadOnlySpan<byte> chunk)
    {
        // A longer chunk, as a launcher of the host's may have, could hold a line that has to be cut.
        for (; chunk.Length > MaxLineLength; chunk = chunk[MaxLineLength..])
            AddPart(chunk[..MaxLineLength]);
        AddPart(chunk);
    }

    private void AddPart(ReadOnlySpan<byte> chunk)
    {
        if (HoldsBack || _inLine)
        {
            int newline = chunk.IndexOf((byte)'\n');
            Append(newline < 0 ? chunk : chunk[..(newline + 1)]);
            if (newline < 0)
                return;
            chunk = chunk[(newline + 1)..];
            GiveOut(OutputFragment.None, moreFollows: chunk.Contains((byte)'\n'));
        }

        int end = chunk.LastIndexOf((byte)'\n') + 1;
        if (end > 0)
            sink.Write(new OutputBatch(source, chunk[..end]));
        Append(chunk[end..]);
    }

    /// <summary>Gives out the unfinished line, because nothing has come for a while or nothing will come any more.</summary>
    internal void Flush()
    {
        if (HoldsBack)
            GiveOut(OutputFragment.Unfinished);
    }

    /// <summary>Forgets that a line is open: what comes next is a new process's.</summary>
    internal void End()
    {
        Flush();
        _inLine = false;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        while (_length + piece.Length > MaxLineLength)
        {
            int room = MaxLineLength - _length;
            // A newline that just does not fit must not become a piece of its own.
            if (_length + piece.Length == MaxLineLength + 1 && piece[^1] == (byte)'\n')
                break;
            Keep(piece[..room]);
            GiveOut(OutputFragment.Cut);
            piece = piece[room..];
        }

        if (!piece.IsEmpty)
            Keep(piece);
    }

    private void Keep(ReadOnlySpan<byte> piece)
    {
        int needed = _length + piece.Length;
        if (_unfinished is null || _unfinished.Length < needed)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(needed);
            _unfinished.AsSpan(0, _length).CopyTo(larger);
            Return();
            _unfinished = larger;
        }

        piece.CopyTo(_unfinished.AsSpan(_length));
        _length = needed;
    }

    private void GiveOut(OutputFragment fragment, bool moreFollows = false)
    {
        int length = _length;
        bool continues = _inLine;
        _length = 0;
        _inLine = fragment != OutputFragment.None;
        try
        {
            sink.Write(new OutputBatch(source, _unfinished.AsSpan(0, length), fragment, continues) { MoreFollows = moreFollows });
        }
        finally
        {
            Return();
        }
    }

    private void Return()
    {
        if (_unfinished is not null)
            ArrayPool<byte>.Shared.Return(_unfinished);
        _unfinished = null;
    }
}
