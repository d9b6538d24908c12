namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>What can come next in a schedule.</summary>
internal enum StepKind
{
    AnswerLaunch,
    DeliverExit,
    AnswerSweep,
    BecomeReady,
    SayNotReady,
    Crash,
    PassTime,
    DeliverStale,
    StartAll,
    StopAll,
    KillAll,
    Start,
    Stop,
    Scale,
    Pause,
    Resume,
    Restart,
    Signal,
    Reload,
}

/// <summary>
/// One step of a schedule. Its numbers choose among what there is when its turn comes, so that a step keeps its sense when others are
/// left out.
/// </summary>
/// <param name="Kind">What comes next.</param>
/// <param name="A">Chooses among what there is.</param>
/// <param name="B">Chooses how.</param>
/// <param name="IsJoined">Whether the next step belongs to the same turn of the supervisor.</param>
internal readonly record struct Step(StepKind Kind, int A, int B, bool IsJoined);
