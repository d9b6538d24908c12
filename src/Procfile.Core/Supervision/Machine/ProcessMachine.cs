namespace Procfile.Core.Supervision.Machine;

/// <summary>
/// The whole behaviour of one process as a function: state and event in, state and effects out. It does nothing itself, knows no
/// clock and keeps no memory, so that every interleaving can be tried.
/// </summary>
internal static class ProcessMachine
{
    /// <summary>Uptime after which failures are forgotten: the longest delay, as a shorter one would let a slow loop run free.</summary>
    internal static readonly TimeSpan StablePeriod = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long a process that is not ready holds up the starts of others: long enough to spread the load of starting, too short for a
    /// slow one to matter.
    /// </summary>
    internal static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    /// <summary>How long after KILL something may live before it counts as stuck.</summary>
    internal static readonly TimeSpan StuckGrace = TimeSpan.FromSeconds(5);

    /// <summary>Failures in a row that make a crash loop.</summary>
    internal const int CrashLoopFailures = 5;

    internal const int RememberedEnds = 64;

    // A policy may say "for ever" with the largest time span there is, which cannot be added to anything.
    internal static readonly TimeSpan LongestDelay = TimeSpan.FromDays(3650);
    internal static readonly TimeSpan FirstSweepInterval = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan LastSweepInterval = TimeSpan.FromMilliseconds(250);
    internal static readonly TimeSpan StuckSweepInterval = TimeSpan.FromSeconds(1);
    internal static readonly Backoff LaunchBackoff = new() { FirstAtOnce = false, Initial = TimeSpan.FromSeconds(1), Cap = TimeSpan.FromSeconds(30) };

    /// <summary>Takes one step.</summary>
    internal static (ProcessLife Life, IReadOnlyList<ProcessEffect> Effects) Step(ProcessLife life, ProcessInput input, in StepContext context)
    {
        var step = new Transition(life, context);
        switch (input)
        {
            case ProcessInput.Start: step.Start(); break;
            case ProcessInput.Stop stop: step.Stop(stop.KillBy); break;
            case ProcessInput.Restart: step.Restart(); break;
            case ProcessInput.Renew: step.Renew(); break;
            case ProcessInput.RestartBySignal restart: step.RestartBySignal(restart.Value); break;
            case ProcessInput.Kill: step.Kill(); break;
            case ProcessInput.Turn: step.Turn(); break;
            case ProcessInput.Tick: step.Tick(); break;
            case ProcessInput.Launched launched when step.IsCurrent(launched.Incarnation): step.Launched(); break;
            case ProcessInput.Ready ready when step.IsCurrent(ready.Incarnation): step.Ready(); break;
            case ProcessInput.NotReady late when step.IsCurrent(late.Incarnation): step.NotReady(late.Reason); break;
            case ProcessInput.LaunchFailed failed when step.IsCurrent(failed.Incarnation): step.LaunchFailed(failed.Failure); break;
            case ProcessInput.Exited exited when step.IsCurrent(exited.Incarnation): step.Exited(exited.Exit); break;
            case ProcessInput.Swept swept when step.IsCurrent(swept.Incarnation): step.Swept(swept.Survivors); break;
        }

        return (step.Life, step.Effects);
    }
}
