using System.Collections.Concurrent;

namespace Procfile.Core.Output;

/// <summary>
/// Finds the sink for each process and guards each sink once, however many processes share it. What is handed out also serves as the lane
/// of the output: a sink that blocks holds up its own processes only.
/// </summary>
internal sealed class OutputRoutes(Func<string, IOutputSink?> sinkOfType, RecentOutputSink? recent, Action<Exception> onFirstFailure)
{
    private readonly ConcurrentDictionary<IOutputSink, GuardedSink> _guarded = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<OutputSource, bool> _announced = new();

    /// <summary>How many batches were lost because a sink threw.</summary>
    internal long Failures => _guarded.Values.Sum(sink => sink.Failures);

    /// <summary>The sink for a process, which is announced to it.</summary>
    internal IOutputSink SinkFor(OutputSource source)
    {
        GuardedSink sink = _guarded.GetOrAdd(Resolve(source), sink => new GuardedSink(sink, recent, onFirstFailure));
        if (_announced.TryAdd(source, true))
            sink.Announce(source);
        return sink;
    }

#pragma warning disable CA1031 // A route of the host's may throw anything.
    private IOutputSink Resolve(OutputSource source)
    {
        try
        {
            IOutputSink sink = sinkOfType(source.Type) ?? NullSink.Instance;
            while (sink is IOutputRoute route)
                sink = route.SinkFor(source);
            return sink;
        }
        catch (Exception exception)
        {
            onFirstFailure(exception);
            return NullSink.Instance;
        }
    }
#pragma warning restore CA1031
}
