using System.Threading.Channels;

namespace Procfile.Core.Output;

/// <summary>Hands lines over to a reader, in a channel that is bounded in bytes.</summary>
/// <remarks>For one reader; several share the lines among them.</remarks>
public sealed class ChannelOutputSink : IOutputSink, IDisposable
{
    /// <summary>How much is kept when nothing else is said.</summary>
    /// <value>1 MiB.</value>
    public const int DefaultCapacity = 1024 * 1024;

    private readonly Channel<OutputLine> _channel = Channel.CreateUnbounded<OutputLine>();
    private readonly object _gate = new();
    private readonly OutputOverflow _overflow;
    private readonly int _capacity;
    private readonly TimeProvider _clock;
    private long _bytes;
    private long _droppedLines;
    private long _missed;
    private bool _disposed;

    /// <summary>Makes a sink.</summary>
    /// <param name="overflow">What happens when the limit is reached.</param>
    /// <param name="capacity">How much is kept at most, in bytes; what lines cost beside their text is counted as well.</param>
    /// <param name="clock">Where the lines' times come from; the system's clock when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public ChannelOutputSink(OutputOverflow overflow = OutputOverflow.DropOldest, int capacity = DefaultCapacity, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_overflow, _capacity, _clock) = (overflow, capacity, clock ?? TimeProvider.System);
        Lines = new Reader(this);
    }

    /// <summary>The lines; complete once the sink is disposed and all are read.</summary>
    public ChannelReader<OutputLine> Lines { get; }

    /// <summary>How many lines were dropped so far; the next line that is read says how many before it (<see cref="OutputLine.Missed"/>).</summary>
    public long DroppedLines => Interlocked.Read(ref _droppedLines);

    /// <inheritdoc/>
    public void Write(in OutputBatch batch)
    {
        DateTimeOffset time = _clock.GetUtcNow();
        var lines = new BatchLines(batch);
        while (lines.MoveNext())
        {
            Add(new OutputLine
            {
                Source = batch.Source,
                Bytes = lines.Line.ToArray(),
                Time = time,
                Fragment = lines.Fragment,
                ContinuesLine = lines.ContinuesLine,
            });
        }
    }

    /// <summary>Takes no more, and lets go whoever waits.</summary>
    public void Dispose()
    {
        _channel.Writer.TryComplete();
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private static int CostOf(OutputLine line) => line.Bytes.Length + 128;

    private void Add(OutputLine line)
    {
        lock (_gate)
        {
            while (_overflow == OutputOverflow.Block && _bytes >= _capacity && !_disposed)
                Monitor.Wait(_gate);
            if (!_channel.Writer.TryWrite(line))
                return;
            _bytes += CostOf(line);
            while (_bytes > _capacity && _overflow == OutputOverflow.DropOldest && _channel.Reader.TryRead(out OutputLine? oldest))
            {
                _bytes -= CostOf(oldest);
                _droppedLines++;
                _missed++;
            }
        }
    }

    private bool TryTake(out OutputLine? line)
    {
        lock (_gate)
        {
            if (!_channel.Reader.TryRead(out line))
                return false;
            _bytes -= CostOf(line);
            Monitor.PulseAll(_gate);
            if (_missed == 0)
                return true;
            line = line.After(_missed);
            _missed = 0;
            return true;
        }
    }

    private sealed class Reader(ChannelOutputSink sink) : ChannelReader<OutputLine>
    {
        public override Task Completion => sink._channel.Reader.Completion;

        public override bool CanCount => true;

        public override int Count => sink._channel.Reader.Count;

        public override bool TryRead([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out OutputLine item) => sink.TryTake(out item);

        public override ValueTask<bool> WaitToReadAsync(CancellationToken cancellationToken = default) =>
            sink._channel.Reader.WaitToReadAsync(cancellationToken);
    }
}
