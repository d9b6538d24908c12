using System.Collections.Immutable;
using System.Runtime.ExceptionServices;

namespace Procfile.Core.Output;

/// <summary>Gives all output to several sinks, in their order. One that throws keeps nothing from the others; one that blocks does.</summary>
/// <param name="sinks">The sinks.</param>
public sealed class CompositeOutputSink(params IEnumerable<IOutputSink> sinks) : IOutputSink
{
    private readonly ImmutableArray<IOutputSink> _sinks = [.. sinks];

    /// <inheritdoc/>
    /// <exception cref="Exception">What the first sink that failed has thrown, once all have had the batch.</exception>
    public void Write(in OutputBatch batch)
    {
        Exception? failure = null;
        foreach (IOutputSink sink in _sinks)
        {
#pragma warning disable CA1031 // The others come first; then it is thrown again.
            try
            {
                sink.Write(batch);
            }
            catch (Exception exception)
            {
                failure ??= exception;
            }
#pragma warning restore CA1031
        }

        if (failure is not null)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <inheritdoc/>
    public void Announce(OutputSource source)
    {
        foreach (IOutputSink sink in _sinks)
            sink.Announce(source);
    }
}
