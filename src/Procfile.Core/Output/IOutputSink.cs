namespace Procfile.Core.Output;

/// <summary>Where output goes.</summary>
/// <remarks>
/// Calls come one at a time. A sink that blocks makes the processes wait once their pipes are full, and nothing else: memory stays
/// bounded, and stopping and restarting go on. A sink that throws loses that batch; the failure is counted and reported once.
/// </remarks>
public interface IOutputSink
{
    /// <summary>Takes what a process has written.</summary>
    /// <param name="batch">The output; valid during the call only.</param>
    void Write(in OutputBatch batch);
}
