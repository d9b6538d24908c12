using System.Collections.Concurrent;

namespace Procfile.Core.Output;

/// <summary>
/// Keeps a sink's failures away from whoever writes to it, and writers away from each other. An announcement waits for the next batch: it
/// must not have to wait for a sink that blocks. What is remembered does not wait for it either.
/// </summary>
internal sealed class GuardedSink(IOutputSink sink, RecentOutputSink? recent, Action<Exception> onFirstFailure) : IOutputSink
{
    private readonly ConcurrentQueue<OutputSource> _announced = new();
    private readonly Lock _writing = new();
    private long _failures;

    /// <summary>How many batches were lost.</summary>
    internal long Failures => Interlocked.Read(ref _failures);

    public void Announce(OutputSource source) => _announced.Enqueue(source);

#pragma warning disable CA1031 // Whatever a sink throws must not reach the launcher's thread.
    public void Write(in OutputBatch batch)
    {
        recent?.Write(batch);
        try
        {
            lock (_writing)
            {
                while (_announced.TryDequeue(out OutputSource? source))
                    sink.Announce(source);
                sink.Write(batch);
            }
        }
        catch (Exception exception)
        {
            if (Interlocked.Increment(ref _failures) == 1)
                onFirstFailure(exception);
        }
    }
#pragma warning restore CA1031
}
