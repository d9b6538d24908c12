namespace Procfile.Core.Launching;

/// <summary>Hears what happens to one process. Calls for output come one at a time and in order.</summary>
/// <remarks>An exception loses the call it came from, and nothing else.</remarks>
public interface IProcessObserver
{
    /// <summary>
    /// The lane of the process's output. Processes of one lane may share what reads their output: an observer that blocks holds up its
    /// lane at most, and no other. Asked for once, before the process starts. Each lane that has a process costs a thread.
    /// </summary>
    /// <value>Default: <see langword="null"/>, the launcher's common lane.</value>
    object? OutputLane => null;

    /// <summary>The process runs. Comes before every other call, on the thread that called <see cref="IProcessLauncher.Start"/>.</summary>
    /// <param name="process">The process.</param>
    void OnStarted(IProcessHandle process);

    /// <summary>
    /// Bytes that the process wrote. May block: while it does, nothing more is read from the processes of its lane, and they wait once
    /// their pipes are full; exits are still noticed.
    /// </summary>
    /// <param name="bytes">The bytes; valid during the call only.</param>
    /// <returns>
    /// Whether an unfinished line is being held back: then <see cref="OnOutputQuiet"/> follows when nothing more has come for
    /// <see cref="ProcessOutput.QuietPeriod"/>.
    /// </returns>
    bool OnOutput(ReadOnlySpan<byte> bytes);

    /// <summary>Nothing more has come since an <see cref="OnOutput"/> that held a line back.</summary>
    void OnOutputQuiet();

    /// <summary>
    /// The process has ended. All that it wrote itself has been handed over before, unless the observer still blocks on it after
    /// <see cref="ProcessOutput.DrainPeriod"/>. Must not block.
    /// </summary>
    /// <param name="exit">How.</param>
    void OnExited(ProcessExit exit);

    /// <summary>The answer to <see cref="IProcessHandle.Sweep"/>. Must not block.</summary>
    /// <param name="survivors">How many processes are still alive.</param>
    void OnSwept(int survivors);
}
