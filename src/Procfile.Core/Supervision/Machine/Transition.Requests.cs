using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Machine;

/// <summary>What is asked of a process.</summary>
internal sealed partial class Transition
{
    internal void Start()
    {
        // A KILL that had yet to be sent is contradicted: the process that is being started is the one that is wanted now.
        Life = Life with { Wanted = true, KillBy = TimeSpan.MaxValue };
        if (Life.State is ProcessState.Stopped or ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed)
            Queue(forgetFailures: true);
        else if (Life.State is ProcessState.Stopping or ProcessState.Sweeping or ProcessState.Stuck)
            // The end under way becomes one that was asked for: no failure, no delay, and a start after it.
            Life = Life with { Cause = EndCause.Restart };
    }

    internal void Stop(TimeSpan killBy)
    {
        Life = Life with { Wanted = false, KillBy = Min(killBy, Life.KillBy) };
        switch (Life.State)
        {
            case ProcessState.Waiting or ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed:
                Enter(ProcessState.Stopped);
                break;
            case ProcessState.Starting or ProcessState.Running:
                Begin(EndCause.Stop);
                break;
            case ProcessState.Stopping or ProcessState.Sweeping:
                // A second request tightens the stop that is under way.
                Advance();
                break;
        }
    }

    internal void Restart()
    {
        if (Life.State is ProcessState.Starting or ProcessState.Running)
        {
            Life = Life with { Wanted = true };
            Begin(EndCause.Restart);
            return;
        }

        Start();
    }

    internal void Renew()
    {
        Restart();
        if (Life.State == ProcessState.Spawning)
            Life = Life with { RenewLatched = true };
    }

    internal void RestartBySignal(ProcessSignal signal)
    {
        if (Life.State is not (ProcessState.Starting or ProcessState.Running))
        {
            Restart();
            return;
        }

        // Only the process itself knows what the signal means; its children have the signal's default, which is to end.
        Do(new ProcessEffect.Signal(signal, WholeGroup: false));
        Do(new ProcessEffect.Report(SupervisorEventKind.RestartSignalled));
    }

    internal void Kill()
    {
        if (Life.State is ProcessState.Stopping or ProcessState.Sweeping or ProcessState.Stuck)
            Life = Life with { Stop = new StopProgress(StopSequence.Immediate, 0, Now) };
        Stop(Now);
        // Also a second time, and to whoever has come in the meantime.
        Advance();
    }

    internal void Turn()
    {
        if (Life.State != ProcessState.Waiting)
            return;
        Enter(ProcessState.Spawning);
        Life = Life with { Incarnation = Life.Incarnation + 1, Cause = EndCause.Own, RenewLatched = false, HoldsTurn = true };
        Do(new ProcessEffect.Launch(Life.Incarnation));
    }
}
