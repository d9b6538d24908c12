namespace Procfile.Core.Supervision;

/// <summary>What the supervisor does when a process ends without having been asked to.</summary>
public enum ExitBehavior
{
    /// <summary>What the restart policy of its type says.</summary>
    Restart,

    /// <summary>Stops all the others, as foreman does, and ends with that process's true exit code.</summary>
    StopAll,

    /// <summary>Leaves it as it ended.</summary>
    Ignore,

    /// <summary>What the restart policy says; when it gives the process up, all the others are stopped.</summary>
    StopAllWhenGivenUp,
}
