namespace Procfile.Core.Launching;

/// <summary>Starts operating-system processes.</summary>
public interface IProcessLauncher
{
    /// <summary>Starts a process. Does not throw for anything that the specification or the operating system causes.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="observer">Hears of the process's output and end, even if both come before this method returns.</param>
    /// <returns>The process, or why there is none.</returns>
    LaunchResult Start(ProcessSpec spec, IProcessObserver observer);
}
