namespace Procfile.Core.Output;

/// <summary>Walks the lines of a batch.</summary>
internal ref struct BatchLines
{
    private readonly OutputFragment _fragment;
    private ReadOnlySpan<byte> _rest;
    private bool _continues;

    internal BatchLines(in OutputBatch batch)
    {
        _rest = batch.Bytes;
        (_fragment, _continues) = (batch.Fragment, batch.ContinuesLine);
    }

    /// <summary>The line without its newline.</summary>
    internal ReadOnlySpan<byte> Line { get; private set; }

    internal OutputFragment Fragment { get; private set; }

    internal bool ContinuesLine { get; private set; }

    internal bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        int newline = _rest.IndexOf((byte)'\n');
        Line = newline < 0 ? _rest : _rest[..newline];
        Fragment = newline < 0 ? _fragment : OutputFragment.None;
        ContinuesLine = _continues;
        _continues = false;
        _rest = newline < 0 ? default : _rest[(newline + 1)..];
        return true;
    }
}
