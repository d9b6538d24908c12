using Procfile.Core.Launching;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>A process of the simulated world: ends when the schedule says so, and may leave others behind.</summary>
internal sealed class SimulatedProcess(SimulatedWorld world, LaunchRequest request, int id, int version, int? port) : IProcessHandle
{
    public int Id => id;

    internal ManagedProcess Managed => request.Process;

    internal string Name => request.Process.Name;

    internal string Type => request.Process.Type.Name;

    internal int Incarnation => request.Incarnation;

    internal int Version => version;

    internal int? Port => port;

    internal StopRecord Stop { get; } = new(request.Process.Type.Name);

    internal bool LeaderAlive { get; private set; } = true;

    internal int Leftovers { get; set; }

    /// <summary>Whether anything but KILL does nothing.</summary>
    internal bool IsStubborn { get; init; }

    /// <summary>Whether even KILL does nothing, until the world relents.</summary>
    internal bool IsUnkillable { get; set; }

    /// <summary>Whether the supervisor has given up waiting for its end.</summary>
    internal bool WasStuck { get; set; }

    internal bool IsReleased { get; private set; }

    internal bool AnythingAlive => LeaderAlive || Leftovers > 0;

    public Task<ProcessExit> Exited => Task.FromResult(ProcessExit.Unknown);

    public bool Signal(ProcessSignal signal, bool wholeGroup)
    {
        if (IsReleased)
            world.Break($"{Name} gets {signal} after it was let go");
        bool reached = AnythingAlive;
        if (!wholeGroup)
            world.Require(signal == Setting.RestartSignal, $"{Name} alone gets {signal}");
        else if (!world.IsSignalling && Stop.Take(signal, Managed.Life.LeaderAlive, world.Now) is { } broken)
            world.Break($"{Name} {broken}");
        if (signal == ProcessSignal.Kill ? !IsUnkillable : IsEnd(signal) && !IsStubborn && !IsUnkillable)
            Die(signal);
        return reached;
    }

    internal void End() => LeaderAlive = false;

    public void Sweep()
    {
        world.Require(!IsReleased && !LeaderAlive, $"{Name} is swept out of turn");
        world.Sweeps.Add(this);
    }

    public void Dispose()
    {
        world.Require(!AnythingAlive || world.IsAbandoned, $"{Name} is let go while something of it lives");
        IsReleased = true;
        world.Processes.Remove(this);
    }

    private static bool IsEnd(ProcessSignal signal) => signal == ProcessSignal.Term || signal == ProcessSignal.Quit;

    private void Die(ProcessSignal signal)
    {
        Leftovers = 0;
        if (LeaderAlive)
            world.Exit(this, ProcessExit.BySignal(signal.Number));
    }
}

/// <summary>Waits for the schedule to say that a process is ready.</summary>
internal sealed class SimulatedWatch(SimulatedWorld world, SimulatedProcess process) : IReadinessWatch
{
    internal SimulatedProcess Process => process;

    public void Begin() => world.Watches.Add(this);

    public void Dispose()
    {
        world.Watches.Remove(this);
        world.OpenWatches--;
    }
}
