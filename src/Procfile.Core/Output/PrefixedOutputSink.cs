namespace Procfile.Core.Output;

/// <summary>
/// Writes every line with its process's name before it, as all Procfile tools do: <c>12:30:01 web.1    | text</c>.
/// A batch becomes one write, so that lines of several writers to one stream do not mix.
/// </summary>
public sealed class PrefixedOutputSink : IOutputSink
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _stream;
    private readonly PrefixedOutputOptions _options;
    private readonly Lock _writing = new();
    private readonly Dictionary<OutputSource, LinePrefix> _prefixes = [];
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private int _used;
    private int _width;
    private OutputSource? _openLine;

    /// <summary>Makes a sink.</summary>
    /// <param name="stream">Where the lines go; stays the caller's to close.</param>
    /// <param name="options">How lines are shown; default when null.</param>
    public PrefixedOutputSink(Stream stream, PrefixedOutputOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _options = options ?? new PrefixedOutputOptions();
        _width = _options.NameWidth;
    }

    /// <inheritdoc/>
    public void Write(in OutputBatch batch)
    {
        if (_options.QuietTypes.Contains(batch.Source.Type))
            return;
        lock (_writing)
        {
            _used = 0;
            bool resumes = batch.ContinuesLine && _openLine == batch.Source;
            if (_openLine is not null && !resumes)
                Append("\n"u8);
            _openLine = batch.Fragment == OutputFragment.None ? null : batch.Source;
            AppendLines(batch, resumes);
            Flush();
            _stream.Flush();
        }
    }

    private void AppendLines(in OutputBatch batch, bool resumes)
    {
        ReadOnlySpan<byte> prefix = _options.Prefix ? PrefixOf(batch.Source) : default;
        ReadOnlySpan<byte> rest = batch.Bytes;
        if (prefix.IsEmpty)
        {
            Append(rest);
            return;
        }

        while (!rest.IsEmpty)
        {
            int newline = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = newline < 0 ? rest : rest[..(newline + 1)];
            if (!resumes)
                Append(prefix);
            Append(line);
            resumes = false;
            rest = rest[line.Length..];
        }
    }

    private ReadOnlySpan<byte> PrefixOf(OutputSource source)
    {
        _width = Math.Max(_width, source.Name.Length);
        if (!_prefixes.TryGetValue(source, out LinePrefix? prefix) || prefix.Width != _width)
            _prefixes[source] = prefix = new LinePrefix(source, _width, _options);
        return prefix.At(_options.Timestamps ? _options.TimeProvider.GetLocalNow().TimeOfDay : default);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BufferSize - _used)
            Flush();
        if (bytes.Length > BufferSize)
        {
            _stream.Write(bytes);
            return;
        }

        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Flush()
    {
        if (_used > 0)
            _stream.Write(_buffer.AsSpan(0, _used));
        _used = 0;
    }
}
