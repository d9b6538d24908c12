namespace Procfile.Core.Launching;

/// <summary>A process that was started, and whatever it has started itself.</summary>
/// <remarks>
/// Members are safe from any thread and do not wait for the process. Disposing lets go: no more output is read and the
/// descriptors are closed; nobody is signalled. The observer hears nothing more, except for what an ended process and those it
/// left behind had written by then.
/// </remarks>
public interface IProcessHandle : IDisposable
{
    /// <summary>The operating system's process id. Belongs to this process only until <see cref="Exited"/>.</summary>
    int Id { get; }

    /// <summary>Ends, never with an exception, when the process itself has ended; what it started may live on.</summary>
    Task<ProcessExit> Exited { get; }

    /// <summary>Sends a signal. Never reaches a stranger, also when process ids have been reused since.</summary>
    /// <param name="signal">The signal.</param>
    /// <param name="wholeGroup">
    /// Whether everything the process has started gets it too: its group, also after the process itself has ended, and those
    /// outside the group that the last <see cref="Sweep"/> has found.
    /// </param>
    /// <returns>Whether somebody got it.</returns>
    bool Signal(ProcessSignal signal, bool wholeGroup);

    /// <summary>
    /// Looks for living processes that this one has left behind: members of its group, and those that have left the group and
    /// are asked to end (TERM) when first seen. Answers through <see cref="IProcessObserver.OnSwept"/>.
    /// </summary>
    void Sweep();
}
