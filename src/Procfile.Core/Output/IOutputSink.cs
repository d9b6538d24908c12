namespace Procfile.Core.Output;

/// <summary>Where output goes.</summary>
/// <remarks>
/// Calls come one at a time, also when several process types share the sink; one that is part of several other sinks looks after itself,
/// as those of this library do. A sink that blocks makes the processes wait whose output it
/// takes, once their pipes are full, and nothing else: memory stays bounded, stopping and restarting go on, and so does the output that
/// goes to other sinks. A sink that throws loses that batch; the failure is counted and reported once. A sink whose slowness must not
/// make processes wait stands behind a <see cref="BufferedOutputSink"/>.
/// </remarks>
public interface IOutputSink
{
    /// <summary>Takes what a process has written.</summary>
    /// <param name="batch">The output; valid during the call only.</param>
    void Write(in OutputBatch batch);

    /// <summary>
    /// Says that a process may write from now on: for all of the formation before the first batch of any, for those that scaling adds
    /// before theirs. Does nothing by default.
    /// </summary>
    /// <param name="source">The process.</param>
    void Announce(OutputSource source)
    {
    }
}
