using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>One process at one moment.</summary>
public sealed record ProcessSnapshot
{
    /// <summary>The name: <c>web.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The type's name: <c>web</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The number within the type, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>Where the process stands.</summary>
    public required ProcessState State { get; init; }

    /// <summary>Whether the process shall run.</summary>
    public bool IsWanted { get; init; }

    /// <summary>Whether the process is one more than are wished, while others of its type are replaced (<see cref="RestartMode.Rolling"/>).</summary>
    public bool IsStandIn { get; init; }

    /// <summary>Whether the process is as it should be; <see cref="Problem"/> says why not.</summary>
    public ProcessHealth Health => State switch
    {
        ProcessState.Failed or ProcessState.Stuck => ProcessHealth.Unhealthy,
        _ when !IsWanted => ProcessHealth.Healthy,
        _ when CrashLooping => ProcessHealth.Unhealthy,
        ProcessState.Running or ProcessState.Completed => ProcessHealth.Healthy,
        _ => ProcessHealth.Degraded,
    };

    /// <summary>The process id, while there is one.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The port the process was given.</summary>
    public int? Port { get; init; }

    /// <summary>The unique integer the process was given; null when its command does not ask for one.</summary>
    public int? UniqueInt { get; init; }

    /// <summary>When the running process was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How often it was started again.</summary>
    public int Restarts { get; init; }

    /// <summary>How it last ended; null when it has not.</summary>
    public ProcessExit? LastExit { get; init; }

    /// <summary>When it is started again, in <see cref="ProcessState.Backoff"/>.</summary>
    public DateTimeOffset? NextRestartAt { get; init; }

    /// <summary>Whether it has ended five times in a row without a stable time between.</summary>
    public bool CrashLooping { get; init; }

    /// <summary>
    /// What is wrong, for people: why it could not be started, how it ended and how often in a row, why it was given up, what its
    /// readiness probe waits for. Null when nothing is.
    /// </summary>
    public string? Problem { get; init; }
}
