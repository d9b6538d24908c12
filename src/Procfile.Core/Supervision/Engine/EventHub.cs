using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Hands events to every reader, each with a bounded buffer of its own: a slow one loses the oldest, and is told so.</summary>
internal sealed class EventHub(TimeProvider time)
{
    private const int Capacity = 1024;

    private ImmutableArray<Reader> _readers = [];
    private bool _closed;

    internal bool HasReaders => !_readers.IsEmpty;

    internal void Publish(SupervisorEvent happened)
    {
        foreach (Reader reader in _readers)
            reader.Channel.Writer.TryWrite(happened);
    }

    /// <summary>Opens a buffer at once, so that nothing is missed between the call and the first read.</summary>
    internal IAsyncEnumerable<SupervisorEvent> Subscribe(CancellationToken cancellation)
    {
        var reader = new Reader();
        ImmutableInterlocked.Update(ref _readers, readers => readers.Add(reader));
        if (Volatile.Read(ref _closed))
            reader.Channel.Writer.TryComplete();
        return Read(reader, cancellation);
    }

    internal void Close()
    {
        Volatile.Write(ref _closed, true);
        foreach (Reader reader in _readers)
            reader.Channel.Writer.TryComplete();
    }

    private async IAsyncEnumerable<SupervisorEvent> Read(Reader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (SupervisorEvent happened in reader.Channel.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                int dropped = reader.TakeDropped();
                if (dropped > 0)
                {
                    yield return new SupervisorEvent
                    {
                        Kind = SupervisorEventKind.EventsDropped,
                        Time = time.GetUtcNow(),
                        Version = happened.Version,
                        Count = dropped,
                    };
                }

                yield return happened;
            }
        }
        finally
        {
            ImmutableInterlocked.Update(ref _readers, readers => readers.Remove(reader));
            // Who reads on where somebody has left off finds the end.
            reader.Channel.Writer.TryComplete();
        }
    }

    private sealed class Reader
    {
        private int _dropped;

        internal Reader() => Channel = System.Threading.Channels.Channel.CreateBounded<SupervisorEvent>(
            new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true },
            _ => Interlocked.Increment(ref _dropped));

        internal Channel<SupervisorEvent> Channel { get; }

        internal int TakeDropped() => Interlocked.Exchange(ref _dropped, 0);
    }
}
