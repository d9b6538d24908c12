using System.Buffers;

namespace Procfile.Core.Output;

/// <summary>
/// Writes every line with its process's name before it, as all Procfile tools do: <c>12:30:01 web.1    | text</c>.
/// A batch becomes one write, so that lines of several writers to one stream do not mix. May be shared by several supervisors.
/// </summary>
public sealed class PrefixedOutputSink : IOutputSink
{
    private const int BufferSize = 128 * 1024;

    // What was written of a failed write may end anywhere.
    private static readonly OutputSource Torn = new("", "", 0);

    private readonly Stream _stream;
    private readonly PrefixedOutputOptions _options;
    private readonly Lock _writing = new();
    private readonly Dictionary<OutputSource, LinePrefix> _prefixes = [];
    private byte[]? _buffer;
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
    public void Announce(OutputSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        lock (_writing)
            _width = Math.Max(_width, source.Name.Length);
    }

    /// <inheritdoc/>
    public void Write(in OutputBatch batch)
    {
        lock (_writing)
        {
            LinePrefix prefix = PrefixOf(batch.Source);
            if (prefix.IsQuiet)
                return;
            try
            {
                bool resumes = batch.ContinuesLine && _openLine == batch.Source;
                if (_openLine is not null && !resumes)
                    Append("\n"u8, default);
                _openLine = batch.Fragment == OutputFragment.None ? null : batch.Source;
                AppendLines(prefix.At(_options.TimeProvider), batch.Bytes, resumes);
                if (batch.MoreFollows)
                    return;
                FlushBuffer();
                _stream.Flush();
            }
            catch
            {
                (_used, _openLine) = (0, Torn);
                throw;
            }

            ReturnBuffer();
        }
    }

    private void AppendLines(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> rest, bool resumes)
    {
        if (prefix.IsEmpty)
        {
            Append(default, rest);
            return;
        }

        while (!rest.IsEmpty)
        {
            int newline = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = newline < 0 ? rest : rest[..(newline + 1)];
            Append(resumes ? default : prefix, line);
            resumes = false;
            rest = rest[line.Length..];
        }
    }

    private LinePrefix PrefixOf(OutputSource source)
    {
        _width = Math.Max(_width, source.Name.Length);
        if (!_prefixes.TryGetValue(source, out LinePrefix? prefix) || prefix.Width != _width)
            _prefixes[source] = prefix = new LinePrefix(source, _width, _options);
        return prefix;
    }

    /// <summary>Both go into one write, so that a write ends where a line ends.</summary>
    private void Append(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> line)
    {
        if (prefix.Length + line.Length > BufferSize - _used)
            FlushBuffer();
        if (prefix.Length + line.Length > BufferSize)
        {
            _stream.Write(prefix);
            _stream.Write(line);
            return;
        }

        _buffer ??= ArrayPool<byte>.Shared.Rent(BufferSize);
        prefix.CopyTo(_buffer.AsSpan(_used));
        line.CopyTo(_buffer.AsSpan(_used + prefix.Length));
        _used += prefix.Length + line.Length;
    }

    private void FlushBuffer()
    {
        int used = _used;
        _used = 0;
        if (used > 0)
            _stream.Write(_buffer.AsSpan(0, used));
    }

    private void ReturnBuffer()
    {
        if (_buffer is not null)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = null;
    }
}
