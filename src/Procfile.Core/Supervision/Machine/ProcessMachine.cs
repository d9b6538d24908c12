using System.Collections.Immutable;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Machine;

/// <summary>
/// The whole behaviour of one process as a function: state and event in, state and effects out. It does nothing itself, knows no
/// clock and keeps no memory, so that every interleaving can be tried.
/// </summary>
internal static class ProcessMachine
{
    /// <summary>Uptime after which failures are forgotten: the longest delay, as a shorter one would let a slow loop run free.</summary>
    internal static readonly TimeSpan StablePeriod = TimeSpan.FromSeconds(60);

    /// <summary>How long after KILL something may live before it counts as stuck.</summary>
    internal static readonly TimeSpan StuckGrace = TimeSpan.FromSeconds(5);

    /// <summary>Failures in a row that make a crash loop.</summary>
    internal const int CrashLoopFailures = 5;

    private const int RememberedEnds = 64;

    // A policy may say "for ever" with the largest time span there is, which cannot be added to anything.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(3650);
    private static readonly TimeSpan FirstSweepInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LastSweepInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan StuckSweepInterval = TimeSpan.FromSeconds(1);
    private static readonly Backoff LaunchBackoff = new() { FirstAtOnce = false, Initial = TimeSpan.FromSeconds(1), Cap = TimeSpan.FromSeconds(30) };

    /// <summary>Takes one step.</summary>
    internal static (ProcessLife Life, IReadOnlyList<ProcessEffect> Effects) Step(ProcessLife life, ProcessInput input, in StepContext context)
    {
        var step = new Transition(life, context);
        switch (input)
        {
            case ProcessInput.Start: step.Start(); break;
            case ProcessInput.Stop: step.Stop(); break;
            case ProcessInput.Restart: step.Restart(); break;
            case ProcessInput.Kill: step.Kill(); break;
            case ProcessInput.Turn: step.Turn(); break;
            case ProcessInput.Tick: step.Tick(); break;
            case ProcessInput.Launched launched when step.IsCurrent(launched.Incarnation): step.Launched(); break;
            case ProcessInput.LaunchFailed failed when step.IsCurrent(failed.Incarnation): step.LaunchFailed(failed.Failure); break;
            case ProcessInput.Exited exited when step.IsCurrent(exited.Incarnation): step.Exited(exited.Exit); break;
            case ProcessInput.Swept swept when step.IsCurrent(swept.Incarnation): step.Swept(swept.Survivors); break;
        }

        return (step.Life, step.Effects);
    }

    private sealed class Transition(ProcessLife life, StepContext context)
    {
        private List<ProcessEffect>? _effects;

        internal ProcessLife Life { get; private set; } = life;

        internal IReadOnlyList<ProcessEffect> Effects => _effects ?? (IReadOnlyList<ProcessEffect>)[];

        private TimeSpan Now => context.Now;

        internal bool IsCurrent(int incarnation) => incarnation == Life.Incarnation;

        internal void Start()
        {
            // A KILL that had yet to be sent is contradicted: the process that is being started is the one that is wanted now.
            Life = Life with { Wanted = true, KillLatched = false };
            if (Life.State is ProcessState.Stopped or ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed)
                Queue(forgetFailures: true);
        }

        internal void Stop()
        {
            Life = Life with { Wanted = false };
            switch (Life.State)
            {
                case ProcessState.Waiting or ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed:
                    Enter(ProcessState.Stopped);
                    break;
                case ProcessState.Starting or ProcessState.Running:
                    Begin(EndCause.Stop, context.StopSequence);
                    break;
            }
        }

        internal void Restart()
        {
            if (Life.State is ProcessState.Starting or ProcessState.Running)
            {
                Life = Life with { Wanted = true };
                Begin(EndCause.Restart, context.StopSequence);
                return;
            }

            Start();
            // The end under way becomes one that was asked for: no failure, no delay.
            if (Life.State is ProcessState.Stopping or ProcessState.Sweeping)
                Life = Life with { Cause = EndCause.Restart };
        }

        internal void Kill()
        {
            Life = Life with { Wanted = false };
            switch (Life.State)
            {
                case ProcessState.Spawning:
                    Life = Life with { KillLatched = true };
                    break;
                case ProcessState.Starting or ProcessState.Running:
                    Begin(EndCause.Stop, StopSequence.Immediate);
                    break;
                case ProcessState.Stopping or ProcessState.Sweeping or ProcessState.Stuck:
                    Life = Life with { Stop = new StopProgress(StopSequence.Immediate, 0, Now) };
                    Advance();
                    break;
                default:
                    Stop();
                    break;
            }
        }

        internal void Turn()
        {
            if (Life.State != ProcessState.Waiting)
                return;
            Enter(ProcessState.Spawning);
            Life = Life with { Incarnation = Life.Incarnation + 1, Cause = EndCause.Own, KillLatched = false };
            Do(new ProcessEffect.Launch(Life.Incarnation));
        }

        internal void Launched()
        {
            if (Life.State != ProcessState.Spawning)
                return;
            Enter(ProcessState.Running);
            Life = Life with { LeaderAlive = true, StartedAt = Now, StableDue = Now + StablePeriod, LaunchFailures = 0, LastFailure = null };
            Do(new ProcessEffect.Report(SupervisorEventKind.Started));
            if (Life.KillLatched)
                Kill();
            else if (!Life.Wanted)
                Stop();
        }

        internal void LaunchFailed(LaunchFailure failure)
        {
            if (Life.State != ProcessState.Spawning)
                return;
            Life = Life with { LastFailure = failure };
            Do(new ProcessEffect.Report(SupervisorEventKind.LaunchFailed));
            if (!Life.Wanted)
            {
                Enter(ProcessState.Stopped);
            }
            else if (failure.IsRetryable)
            {
                // The machine's trouble, not the program's: it is no crash and has a backoff of its own.
                Life = Life with { LaunchFailures = Life.LaunchFailures + 1 };
                WaitForRestart(LaunchBackoff.Delay(Life.LaunchFailures, context.Random()));
            }
            else
            {
                Decide(new RestartArguments { LaunchFailure = failure });
            }
        }

        internal void Exited(ProcessExit exit)
        {
            if (!Life.LeaderAlive)
                return;
            StopProgress? stop = Life.Stop;
            Enter(ProcessState.Sweeping);
            // A stop covers all that the process has started: its sequence goes on for the rest, by the times it began with.
            Life = Life with { LeaderAlive = false, LastExit = exit, Stop = stop, SweepInterval = FirstSweepInterval };
            Do(new ProcessEffect.Report(SupervisorEventKind.Exited));
            Do(ProcessEffect.Sweep.Instance);
        }

        internal void Swept(int survivors)
        {
            if (Life.State is not (ProcessState.Sweeping or ProcessState.Stuck) || Life.LeaderAlive)
                return;
            if (survivors == 0)
            {
                Do(ProcessEffect.Release.Instance);
                Next();
                return;
            }

            TimeSpan interval = Life.State == ProcessState.Stuck ? StuckSweepInterval : Life.SweepInterval;
            Life = Life with { SweepDue = Now + interval, SweepInterval = Min(interval * 2, LastSweepInterval) };
            if (Life.State == ProcessState.Stuck || (Life.Stop is { } stop && stop.Next == stop.Sequence.Steps.Length))
            {
                // KILL has been sent; those who were found or born since have not got it.
                Do(new ProcessEffect.Signal(ProcessSignal.Kill));
            }
            else if (Life.Stop is null)
            {
                Do(new ProcessEffect.Report(SupervisorEventKind.LeftoversFound, Survivors: survivors));
                Life = Life with { Stop = new StopProgress(StopSequence.Leftovers, 0, Now) };
                Advance();
            }
        }

        internal void Tick()
        {
            if (Life.SweepDue <= Now)
            {
                Life = Life with { SweepDue = null };
                Do(ProcessEffect.Sweep.Instance);
            }

            if (Life.StableDue <= Now)
            {
                Life = Life with { StableDue = null, ConsecutiveFailures = 0, CrashLooping = false };
                Do(new ProcessEffect.Report(SupervisorEventKind.Stable));
            }

            if (Life.StartDue <= Now)
                Queue(forgetFailures: false);
            if (Life.Stop is not null)
                Advance();
        }

        private void Begin(EndCause cause, StopSequence sequence)
        {
            Enter(ProcessState.Stopping);
            Life = Life with { Cause = cause, Stop = new StopProgress(sequence, 0, Now + sequence.InitialWait) };
            Advance();
        }

        /// <summary>Carries out the steps of the stop sequence that are due.</summary>
        private void Advance()
        {
            while (Life.Stop is { } stop && stop.Due <= Now)
            {
                if (stop.Next == stop.Sequence.Steps.Length)
                {
                    Stick();
                    return;
                }

                StopStep step = stop.Sequence.Steps[stop.Next];
                Do(new ProcessEffect.Signal(step.Signal));
                // A stopped process cannot act on a signal until it goes on.
                if (step.Signal == ProcessSignal.Term || step.Signal == ProcessSignal.Hup || step.Signal == ProcessSignal.Interrupt || step.Signal == ProcessSignal.Quit)
                    Do(new ProcessEffect.Signal(ProcessSignal.Cont));
                bool last = stop.Next + 1 == stop.Sequence.Steps.Length;
                // From the time the step was due: a late timer does not lengthen the stop.
                Life = Life with { Stop = stop with { Next = stop.Next + 1, Due = last ? Now + StuckGrace : stop.Due + step.Wait } };
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
            else if (Life.Cause != EndCause.Own)
            {
                Life = Life with { Restarts = Life.Restarts + 1 };
                Queue(forgetFailures: true);
            }
            else
            {
                Decide(new RestartArguments { Exit = Life.LastExit, Uptime = uptime });
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
            Stop = null,
            StartDue = null,
            StableDue = null,
            SweepDue = null,
            GaveUpBecause = null,
        };

        private void Do(ProcessEffect effect) => (_effects ??= []).Add(effect);

        private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
    }
}
