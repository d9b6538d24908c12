using Procfile.Core.Launching;
using static Procfile.Core.Supervision.Machine.ProcessMachine;

namespace Procfile.Core.Supervision.Machine;

/// <summary>What the launcher and the clock tell of a process.</summary>
internal sealed partial class Transition
{
    internal void Launched()
    {
        if (Life.State != ProcessState.Spawning)
            return;
        Enter(ProcessState.Starting);
        Life = Life with { LeaderAlive = true, StartedAt = Now, LaunchFailures = 0, LastFailure = null };
        Do(new ProcessEffect.Report(SupervisorEventKind.Started));
        if (!Life.Wanted)
        {
            Stop(Life.KillBy);
        }
        else if (Life.RenewLatched)
        {
            Restart();
        }
        else if (context.ReadinessLimit is { } limit)
        {
            Life = Life with { ReadyDue = Now + Min(limit, LongestDelay), TurnDue = Now + LongestTurn };
            Do(new ProcessEffect.Probe(Life.Incarnation));
        }
        else
        {
            Run();
        }
    }

    internal void Ready()
    {
        if (Life.State != ProcessState.Starting)
            return;
        Run();
        Do(new ProcessEffect.Report(SupervisorEventKind.Ready));
    }

    internal void NotReady(string reason)
    {
        if (Life.State == ProcessState.Starting)
            Life = Life with { NotReadyBecause = reason };
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
        else if (Life.RenewLatched)
        {
            Queue(forgetFailures: true);
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
        // The uptime counts, also where the end is heard of before the timer.
        Stabilize();
        StopProgress? stop = Life.Stop;
        // Whoever was stuck has had KILL: what it leaves behind is not asked to end, either.
        if (Life.State == ProcessState.Stuck)
            stop ??= new StopProgress(StopSequence.Immediate, StopSequence.Immediate.Steps.Length, Now + StuckGrace);
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
        if (Life.State == ProcessState.Stuck || Life.Stop is { IsAtEnd: true })
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

        Stabilize();
        if (Life.TurnDue <= Now)
            Life = Life with { TurnDue = null, HoldsTurn = false };
        if (Life.ReadyDue <= Now)
        {
            Do(new ProcessEffect.Report(SupervisorEventKind.NotReadyInTime));
            Begin(EndCause.NotReady);
        }

        if (Life.StartDue <= Now)
            Queue(forgetFailures: false);
        if (Life.Stop is not null)
            Advance();
    }

    private void Stabilize()
    {
        if (Life.StableDue is null || Life.StableDue > Now)
            return;
        Life = Life with { StableDue = null, ConsecutiveFailures = 0, CrashLooping = false };
        Do(new ProcessEffect.Report(SupervisorEventKind.Stable));
    }
}
