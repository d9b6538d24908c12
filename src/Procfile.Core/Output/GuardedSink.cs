namespace Procfile.Core.Output;

/// <summary>Keeps a sink's failures away from whoever writes to it.</summary>
internal sealed class GuardedSink(IOutputSink sink, Action<Exception> onFirstFailure) : IOutputSink
{
    private long _failures;

    /// <summary>How many batches were lost.</summary>
    internal long Failures => Interlocked.Read(ref _failures);

#pragma warning disable CA1031 // Whatever a sink throws must not reach the launcher's thread.
    public void Write(in OutputBatch batch)
    {
        try
        {
            sink.Write(batch);
        }
        catch (Exception exception)
        {
            if (Interlocked.Increment(ref _failures) == 1)
                onFirstFailure(exception);
        }
    }
#pragma warning restore CA1031
}
