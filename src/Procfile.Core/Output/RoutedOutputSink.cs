using System.Collections.Concurrent;

namespace Procfile.Core.Output;

/// <summary>Sends each process's output to a sink of its own choice: one sink for a type, a process, or whatever a function decides.</summary>
/// <remarks>
/// Given to a supervisor, each of the sinks holds up its own processes only when it blocks. Types alone are routed more easily by
/// <see cref="Supervision.ProcessTypeOptions.Output"/>.
/// </remarks>
/// <param name="route">Says where a process's output goes; asked once for each process. Null means nowhere.</param>
public sealed class RoutedOutputSink(Func<OutputSource, IOutputSink?> route) : IOutputSink, IOutputRoute
{
    private readonly Func<OutputSource, IOutputSink?> _route = route ?? throw new ArgumentNullException(nameof(route));
    private readonly ConcurrentDictionary<OutputSource, IOutputSink> _sinks = new();

    /// <inheritdoc/>
    public void Write(in OutputBatch batch) => SinkFor(batch.Source).Write(batch);

    /// <inheritdoc/>
    public void Announce(OutputSource source) => SinkFor(source).Announce(source);

    IOutputSink IOutputRoute.SinkFor(OutputSource source) => SinkFor(source);

    private IOutputSink SinkFor(OutputSource source) => _sinks.GetOrAdd(source, (key, ask) => ask(key) ?? NullSink.Instance, _route);
}
