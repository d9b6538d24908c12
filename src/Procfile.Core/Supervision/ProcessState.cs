namespace Procfile.Core.Supervision;

/// <summary>Where a process stands.</summary>
public enum ProcessState
{
    /// <summary>Not wanted, and nothing of it is left.</summary>
    Stopped,

    /// <summary>Wanted; waits for its turn to start.</summary>
    Waiting,

    /// <summary>Being started.</summary>
    Spawning,

    /// <summary>Runs and is not yet ready.</summary>
    Starting,

    /// <summary>Runs.</summary>
    Running,

    /// <summary>A stop sequence is under way.</summary>
    Stopping,

    /// <summary>Has ended; what it left behind is being looked for and ended too.</summary>
    Sweeping,

    /// <summary>Waits before the next start.</summary>
    Backoff,

    /// <summary>Ended as wished, and is not started again.</summary>
    Completed,

    /// <summary>Ended as not wished, and is not started again.</summary>
    Failed,

    /// <summary>KILL was sent and something still lives.</summary>
    Stuck,
}
