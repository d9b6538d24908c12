namespace Procfile.Core.Supervision.Machine;

/// <summary>What is asked of a process.</summary>
internal sealed partial class Transition
{
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
}
