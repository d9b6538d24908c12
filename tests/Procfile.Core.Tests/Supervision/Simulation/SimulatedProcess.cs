using Procfile.Core.Launching;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>A process of the simulated world: ends when the schedule says so, and may leave others behind.</summary>
internal sealed class SimulatedProcess(SimulatedWorld world, string name, int incarnation) : IProcessHandle
{
    internal string Name { get; } = name;

    internal int Incarnation { get; } = incarnation;

    internal bool LeaderAlive { get; private set; } = true;

    internal int Leftovers { get; set; }

    /// <summary>Whether TERM does nothing.</summary>
    internal bool Stubborn { get; init; }

    /// <summary>Whether even KILL does nothing, until the world relents.</summary>
    internal bool Unkillable { get; set; }

    internal bool Released { get; private set; }

    internal bool AnythingAlive => LeaderAlive || Leftovers > 0;

    public int Id => Incarnation;

    public Task<ProcessExit> Exited => Task.FromResult(ProcessExit.Unknown);

    public bool Signal(ProcessSignal signal, bool wholeGroup)
    {
        world.Check(!Released, $"{Name} gets {signal} after it was let go");
        bool ends = signal == ProcessSignal.Kill ? !Unkillable : signal == ProcessSignal.Term && !Stubborn && !Unkillable;
        if (ends)
        {
            Leftovers = 0;
            if (LeaderAlive)
                world.Exit(this, ProcessExit.BySignal(signal.Number));
        }

        return true;
    }

    internal void End() => LeaderAlive = false;

    public void Sweep()
    {
        world.Check(!Released, $"{Name} is swept after it was let go");
        world.PendingSweeps.Add(this);
    }

    public void Dispose()
    {
        world.Check(!AnythingAlive || world.Ending, $"{Name} is let go while something of it lives");
        Released = true;
    }
}
