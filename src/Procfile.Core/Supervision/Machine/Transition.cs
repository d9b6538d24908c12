using System.Collections.Immutable;
using Procfile.Core.Launching;
using static Procfile.Core.Supervision.Machine.ProcessMachine;

namespace Procfile.Core.Supervision.Machine;

/// <summary>One step of the machine under way: the state so far, and the effects that have come of it.</summary>
internal sealed partial class Transition(ProcessLife life, StepContext context)
{
    private List<ProcessEffect>? _effects;

    internal ProcessLife Life { get; private set; } = life;

    internal IReadOnlyList<ProcessEffect> Effects => _effects ?? (IReadOnlyList<ProcessEffect>)[];

    private TimeSpan Now => context.Now;

    internal bool IsCurrent(int incarnation) => incarnation == Life.Incarnation;

    private void Begin(EndCause cause)
    {
        Enter(ProcessState.Stopping);
        StopSequence sequence = context.StopSequence;
        Life = Life with { Cause = cause, Stop = new StopProgress(sequence, 0, Now + sequence.InitialWait) };
        Advance();
    }

    /// <summary>The process does what it is there for.</summary>
    private void Run()
    {
        Enter(ProcessState.Running);
        Life = Life with { StableDue = Now + StablePeriod };
    }

    /// <summary>Carries out the steps of the stop sequence that are due.</summary>
    private void Advance()
    {
        while (Life.StopDue <= Now && Life.Stop is { } stop)
        {
            if (stop.IsAtEnd)
            {
                Stick();
                return;
            }

            int next = Life.KillBy <= Now ? stop.Sequence.Steps.Length - 1 : stop.Next;
            StopStep step = stop.Sequence.Steps[next];
            Do(new ProcessEffect.Signal(step.Signal));
            // A stopped process cannot act on a signal until it goes on.
            if (step.Signal == ProcessSignal.Term || step.Signal == ProcessSignal.Hup || step.Signal == ProcessSignal.Interrupt || step.Signal == ProcessSignal.Quit)
                Do(new ProcessEffect.Signal(ProcessSignal.Cont));
            bool last = next + 1 == stop.Sequence.Steps.Length;
            // From the time the step was due: a late timer does not lengthen the stop.
            TimeSpan due = last ? Now + StuckGrace : stop.Due + step.Wait;
            Life = Life with { Stop = stop with { Next = next + 1, Due = due } };
        }
    }

    private void Stick()
    {
        if (Life.State == ProcessState.Stuck)
        {
            Life = Life with { Stop = null };
            return;
        }

        bool leaderAlive = Life.LeaderAlive;
        Enter(ProcessState.Stuck);
        Life = Life with { LeaderAlive = leaderAlive, SweepDue = leaderAlive ? null : Now + StuckSweepInterval };
        Do(new ProcessEffect.Report(SupervisorEventKind.Stuck));
    }

    /// <summary>The only place that decides what follows an incarnation.</summary>
    private void Next()
    {
        TimeSpan uptime = Now - Life.StartedAt;
        if (!Life.Wanted)
        {
            Enter(ProcessState.Stopped);
        }
        else if (Life.Cause is EndCause.Stop or EndCause.Restart)
        {
            Life = Life with { Restarts = Life.Restarts + 1 };
            Queue(forgetFailures: true);
        }
        else
        {
            Decide(new RestartArguments { Exit = Life.LastExit, Uptime = uptime, NotReadyInTime = Life.Cause == EndCause.NotReady });
        }
    }

    private void Decide(RestartArguments arguments)
    {
        ImmutableArray<TimeSpan> ends = Life.Ends.Length < RememberedEnds ? Life.Ends : Life.Ends.RemoveAt(0);
        Life = Life with { ConsecutiveFailures = Life.ConsecutiveFailures + 1, Ends = ends.Add(Now) };
        RestartDecision decision = context.Decide(arguments with
        {
            ConsecutiveFailures = Life.ConsecutiveFailures,
            Ends = Life.Ends,
            Random = context.Random(),
        });

        if (decision.Delay is { } delay)
        {
            if (Life.ConsecutiveFailures >= CrashLoopFailures && !Life.CrashLooping)
            {
                Life = Life with { CrashLooping = true };
                Do(new ProcessEffect.Report(SupervisorEventKind.CrashLooping));
            }

            Life = Life with { Restarts = Life.Restarts + 1 };
            WaitForRestart(delay);
        }
        else if (decision.Reason is { } reason)
        {
            Enter(ProcessState.Failed);
            Life = Life with { GaveUpBecause = reason };
            Do(new ProcessEffect.Report(SupervisorEventKind.GaveUp));
        }
        else
        {
            Enter(ProcessState.Completed);
        }
    }

    private void WaitForRestart(TimeSpan delay)
    {
        delay = Min(delay, LongestDelay);
        Do(new ProcessEffect.Report(SupervisorEventKind.RestartScheduled, delay));
        if (delay == TimeSpan.Zero)
        {
            Queue(forgetFailures: false);
            return;
        }

        Enter(ProcessState.Backoff);
        Life = Life with { StartDue = Now + delay };
    }

    private void Queue(bool forgetFailures)
    {
        Enter(ProcessState.Waiting);
        if (forgetFailures)
            Life = Life with { ConsecutiveFailures = 0, LaunchFailures = 0, CrashLooping = false };
        Do(ProcessEffect.Queue.Instance);
    }

    /// <summary>Changes the state; every timer of the old one is gone with it.</summary>
    private void Enter(ProcessState state) => Life = Life with
    {
        State = state,
        HoldsTurn = Life.HoldsTurn && (state is ProcessState.Spawning or ProcessState.Starting),
        Stop = null,
        StartDue = null,
        ReadyDue = null,
        TurnDue = null,
        NotReadyBecause = null,
        StableDue = null,
        SweepDue = null,
        GaveUpBecause = null,
    };

    private void Do(ProcessEffect effect) => (_effects ??= []).Add(effect);

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
