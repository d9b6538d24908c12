using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>Something that has happened in a supervisor. Events of one process come in order.</summary>
public sealed record SupervisorEvent
{
    /// <summary>What has happened.</summary>
    public required SupervisorEventKind Kind { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The <see cref="SupervisorSnapshot.Version"/> that shows what has happened; it can be read by the time the event arrives.</summary>
    public long Version { get; init; }

    /// <summary>The process's name; null when the event is not about one.</summary>
    public string? Process { get; init; }

    /// <summary>The process type's name; null when the event is not about one.</summary>
    public string? Type { get; init; }

    /// <summary>The process id, while there is one.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The state the process is in now.</summary>
    public ProcessState? State { get; init; }

    /// <summary>The state the process was in before, of <see cref="SupervisorEventKind.StateChanged"/>.</summary>
    public ProcessState? PreviousState { get; init; }

    /// <summary>How the process ended, of <see cref="SupervisorEventKind.Exited"/>.</summary>
    public ProcessExit? Exit { get; init; }

    /// <summary>Why the process could not be started, of <see cref="SupervisorEventKind.LaunchFailed"/>.</summary>
    public LaunchFailure? Failure { get; init; }

    /// <summary>
    /// How long until the restart, of <see cref="SupervisorEventKind.RestartScheduled"/>; how long it has taken to be ready, or has not, of
    /// <see cref="SupervisorEventKind.Ready"/> and <see cref="SupervisorEventKind.NotReadyInTime"/>.
    /// </summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>The event in words, where the kind and the other properties do not say it all.</summary>
    public string? Message { get; init; }

    /// <summary>How many: processes left behind, the new number of processes, or dropped events.</summary>
    public int? Count { get; init; }

    /// <summary>The event in one line, for the people who watch: <c>web.1 ended with signal KILL</c>.</summary>
    /// <returns>The line; null when what has happened is not worth one.</returns>
    public string? Describe() => EventText.Of(this);
}
