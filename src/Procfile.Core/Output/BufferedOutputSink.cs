using Procfile.Core.Output.Buffering;

namespace Procfile.Core.Output;

/// <summary>
/// Stands before a slow sink and writes to it on a thread of its own, so that processes do not wait for it: what cannot be written yet is
/// kept, up to a limit.
/// </summary>
/// <remarks>
/// Where lines had to be dropped, a line says how many. As batches are passed on later, a process's end may be seen before its last lines
/// are.
/// </remarks>
public sealed class BufferedOutputSink : IOutputSink, IDisposable
{
    /// <summary>How much is kept when nothing else is said.</summary>
    /// <value>1 MiB.</value>
    public const int DefaultCapacity = 1024 * 1024;

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private readonly IOutputSink _sink;
    private readonly OutputOverflow _overflow;
    private readonly BatchQueue _kept;
    private Exception? _failure;
    private Thread? _thread;
    private bool _disposed;

    /// <summary>Makes a sink.</summary>
    /// <param name="sink">Where the output goes; stays the caller's to close.</param>
    /// <param name="overflow">What happens when the limit is reached.</param>
    /// <param name="capacity">How much is kept at most, in bytes; what batches cost beside their text is counted as well.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is below 1.</exception>
    public BufferedOutputSink(IOutputSink sink, OutputOverflow overflow = OutputOverflow.DropOldest, int capacity = DefaultCapacity)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        (_sink, _overflow, _kept) = (sink, overflow, new BatchQueue(capacity));
    }

    /// <summary>How many lines were dropped so far.</summary>
    public long DroppedLines
    {
        get
        {
            lock (_gate)
                return _kept.DroppedLines;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="Exception">What the sink has thrown since the last call; this batch is kept all the same.</exception>
    public void Write(in OutputBatch batch)
    {
        Exception? failure;
        lock (_gate)
        {
            while (_overflow == OutputOverflow.Block && _kept.IsFull && !_disposed)
                Monitor.Wait(_gate);
            if (_disposed)
                return;
            _kept.Add(batch);
            if (_overflow == OutputOverflow.DropOldest)
                _kept.DropSurplus();
            BeginWriting();
            (failure, _failure) = (_failure, null);
            Monitor.PulseAll(_gate);
        }

        if (failure is not null)
            throw new IOException($"The sink behind the buffer failed: {failure.Message}", failure);
    }

    /// <inheritdoc/>
    public void Announce(OutputSource source)
    {
        lock (_gate)
        {
            _kept.Announce(source);
            BeginWriting();
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes no more, and writes what is kept; gives up on it after 2 s.</summary>
    public void Dispose()
    {
        Thread? thread;
        lock (_gate)
        {
            (_disposed, thread) = (true, _thread);
            Monitor.PulseAll(_gate);
        }

        if (thread != Thread.CurrentThread)
            thread?.Join(LastWords);
    }

    private void BeginWriting()
    {
        if (_thread is not null)
            return;
        _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "procfile-buffered-output" };
        _thread.Start();
    }

    private void Run()
    {
        while (TryTake(out KeptBatch batch))
        {
#pragma warning disable CA1031 // Whatever the sink throws is thrown again at the next write.
            try
            {
                if (batch.Bytes is null)
                    _sink.Announce(batch.Source);
                else
                    _sink.Write(batch.AsBatch());
            }
            catch (Exception exception)
            {
                lock (_gate)
                    _failure ??= exception;
            }
#pragma warning restore CA1031
            finally
            {
                batch.Return();
            }
        }
    }

    private bool TryTake(out KeptBatch batch)
    {
        lock (_gate)
        {
            while (!_kept.TryTake(out batch))
            {
                if (_disposed)
                    return false;
                Monitor.Wait(_gate);
            }

            // Whoever waits for room.
            Monitor.PulseAll(_gate);
            return true;
        }
    }
}
