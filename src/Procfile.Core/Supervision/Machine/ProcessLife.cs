using System.Collections.Immutable;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Machine;

/// <summary>Why an incarnation is ending.</summary>
internal enum EndCause
{
    /// <summary>By itself.</summary>
    Own,

    /// <summary>It was asked to stop.</summary>
    Stop,

    /// <summary>It was asked to stop so that another can start.</summary>
    Restart,

    /// <summary>It was asked to stop as it was not ready in time: a failure.</summary>
    NotReady,
}

/// <summary>How far a stop sequence has come.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Next">The step that comes next.</param>
/// <param name="Due">When; after the last step, when the process counts as stuck.</param>
internal readonly record struct StopProgress(StopSequence Sequence, int Next, TimeSpan Due)
{
    /// <summary>Whether KILL has been sent.</summary>
    internal bool IsAtEnd => Next == Sequence.Steps.Length;
}

/// <summary>
/// All that is known of one process, at one moment. Immutable; times are since the supervisor was made. Timers are part of it:
/// a timer can only be armed in a state, and leaving the state disarms it.
/// </summary>
internal sealed record ProcessLife
{
    internal static ProcessLife New { get; } = new();

    internal ProcessState State { get; init; }

    /// <summary>Whether the process shall run. Latched: requests during a stop or a start change only this.</summary>
    internal bool Wanted { get; init; }

    /// <summary>Counts the starts; every event of a process that ran carries its number, and one with an old number is dropped.</summary>
    internal int Incarnation { get; init; }

    internal EndCause Cause { get; init; }

    internal bool LeaderAlive { get; init; }

    /// <summary>When KILL comes at the latest, whatever the stop sequence says. Also holds for a stop that has yet to begin.</summary>
    internal TimeSpan KillBy { get; init; } = TimeSpan.MaxValue;

    /// <summary>Whether the process is to be restarted as soon as it has been started: what it is started from is out of date.</summary>
    internal bool RenewLatched { get; init; }

    /// <summary>Whether the process holds one of the places for starts that are under way.</summary>
    internal bool HoldsTurn { get; init; }

    internal TimeSpan StartedAt { get; init; }

    internal StopProgress? Stop { get; init; }

    /// <summary>When the next start follows, in <see cref="ProcessState.Backoff"/>.</summary>
    internal TimeSpan? StartDue { get; init; }

    /// <summary>When the process has to be ready, in <see cref="ProcessState.Starting"/>.</summary>
    internal TimeSpan? ReadyDue { get; init; }

    /// <summary>When a process that is not ready lets others start all the same.</summary>
    internal TimeSpan? TurnDue { get; init; }

    /// <summary>Why the process was not ready when last looked at; null before the first look.</summary>
    internal string? NotReadyBecause { get; init; }

    /// <summary>When the process has run long enough for its failures to be forgotten.</summary>
    internal TimeSpan? StableDue { get; init; }

    /// <summary>When to look for left-overs again; null while an answer is awaited.</summary>
    internal TimeSpan? SweepDue { get; init; }

    internal TimeSpan SweepInterval { get; init; }

    internal int ConsecutiveFailures { get; init; }

    internal int LaunchFailures { get; init; }

    internal bool CrashLooping { get; init; }

    /// <summary>How often the process was started again after it ended.</summary>
    internal int Restarts { get; init; }

    internal ProcessExit? LastExit { get; init; }

    internal LaunchFailure? LastFailure { get; init; }

    /// <summary>Why the process was given up.</summary>
    internal string? GaveUpBecause { get; init; }

    internal ImmutableArray<TimeSpan> Ends { get; init; } = [];

    /// <summary>When the stop goes on: with the step that comes next, or at once with the last one when that has been asked for.</summary>
    internal TimeSpan? StopDue => Stop is { IsAtEnd: false } stop && KillBy < stop.Due ? KillBy : Stop?.Due;

    /// <summary>When the state must be looked at again without any event; null: never.</summary>
    internal TimeSpan? Due
    {
        get
        {
            TimeSpan? due = StopDue;
            Earlier(StartDue);
            Earlier(ReadyDue);
            Earlier(TurnDue);
            Earlier(StableDue);
            Earlier(SweepDue);
            return due;

            void Earlier(TimeSpan? other) => due = other is null || due < other ? due : other;
        }
    }

    /// <summary>Whether the process rests where it was asked to be.</summary>
    internal bool IsSettled => Wanted
        ? State is ProcessState.Running or ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed or ProcessState.Stuck
        : State is ProcessState.Stopped or ProcessState.Stuck;

    /// <summary>Whether the process has ended and will not be started again by itself.</summary>
    internal bool IsOver => State is ProcessState.Completed or ProcessState.Failed;

    public override string ToString() =>
        $"{State}, wanted {Wanted}, incarnation {Incarnation}, cause {Cause}, leader {LeaderAlive}, failures {ConsecutiveFailures}, due {Due}";
}
