using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>What a restart policy decides from.</summary>
public readonly record struct RestartArguments
{
    /// <summary>How the process ended; null when it could not be started.</summary>
    public ProcessExit? Exit { get; init; }

    /// <summary>Why the process could not be started; null when it has run.</summary>
    public LaunchFailure? LaunchFailure { get; init; }

    /// <summary>Whether the process was stopped as it was not ready within its time: a failure, whatever the exit code.</summary>
    public bool NotReadyInTime { get; init; }

    /// <summary>How long the process has run.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>
    /// How often in a row the process has ended, this time included, without a stable time between. Clean exits count: a
    /// program that ends at once with code 0 is a tight loop too.
    /// </summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>When the process ended in this and in earlier lives, as time since the supervisor was made, oldest first; 64 at most.</summary>
    public IReadOnlyList<TimeSpan> Ends { get; init; }

    /// <summary>A number from 0 up to 1, for jitter.</summary>
    public double Random { get; init; }
}
