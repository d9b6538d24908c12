using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>What holds after every turn, whatever has happened.</summary>
internal sealed partial class SimulatedWorld
{
    private readonly Dictionary<string, int> _leastReady = [];
    private readonly HashSet<int> _seen = [];

    private void CheckTurn()
    {
        SupervisorSnapshot snapshot = Engine.Snapshot;
        if (_events.Read(snapshot) is { } broken)
            Break(broken);
        NoteEnds();
        TakeResults();
        CheckTypes(snapshot);
        CheckWishes(snapshot);
        CheckProcesses();
        CheckNumbers();
        if (_setting.IsGentle)
            CheckReady(snapshot);
        ThrowIfBroken();
    }

    internal void ThrowIfBroken()
    {
        if (_broken is not null)
            throw new BrokenInvariantException($"At {Now.TotalSeconds:0.###} s: {_broken}.\n  {string.Join("\n  ", Managed.Select(process => $"{process.Name}: {process.Life}"))}");
    }

    /// <summary>Where the end of one process ends all, that is what is wished from then on.</summary>
    private void NoteEnds()
    {
        bool endsAll = _setting.OnExit switch
        {
            ExitBehavior.StopAll => _events.Ends.Ends > 0,
            ExitBehavior.StopAllWhenGivenUp => _events.Ends.GivenUp > 0,
            _ => false,
        };
        if (endsAll && Model.IsActive)
            Model.StopAll();
    }

    private void CheckTypes(SupervisorSnapshot snapshot)
    {
        if (snapshot.Types.Length != Model.Types.Count)
        {
            Break("the snapshot has other types");
            return;
        }

        for (int i = 0; i < snapshot.Types.Length; i++)
        {
            (TypeSnapshot shown, WishedType wished) = (snapshot.Types[i], Model.Types[i]);
            Require(shown.Name == wished.Name, $"{shown.Name} is shown where {wished.Name} should be");
            Require(shown.Count == (wished.Paused ?? wished.Count) && shown.Paused == wished.Paused is not null, $"{shown} is shown, {wished.Count} are wished");
        }
    }

    /// <summary>Exactly those processes that are wished are wanted, and one more of a type that is rolling.</summary>
    private void CheckWishes(SupervisorSnapshot snapshot)
    {
        int wished = 0;
        string? standIn = null;
        foreach (ProcessSnapshot process in snapshot.Processes)
        {
            if (!process.IsStandIn && Model.Find(process.Type, process.Index) is { } known)
            {
                wished++;
                Require(process.IsWanted == known.IsWanted, $"{process.Name} is {(known.IsWanted ? "wished" : "not wished")} and {process.State}");
                Require(!process.IsWanted || process.State != ProcessState.Stopped, $"{process.Name} is wanted and stopped");
                continue;
            }

            Require(process.State != ProcessState.Stopped || process.IsStandIn, $"{process.Name} is not wished any more, has stopped and is still there");
            if (!process.IsWanted)
                continue;
            Require(process.IsStandIn && snapshot.Types.Any(type => type.Name == process.Type && type.IsRolling), $"{process.Name} is wanted and not wished");
            Require(standIn != process.Type, $"{process.Type} has two stand-ins");
            standIn = process.Type;
        }

        foreach (WishedType type in Model.Types)
            wished -= type.Count;
        Require(wished == 0, "a process that is wished is missing");
    }

    private void CheckProcesses()
    {
        int starting = 0, watches = 0;
        bool waiting = false;
        foreach (ManagedType type in Engine.Types)
        {
            foreach (ManagedProcess process in type.Processes.Values)
            {
                ProcessLife life = process.Life;
                starting += life.HoldsTurn ? 1 : 0;
                watches += process.Watch is null ? 0 : 1;
                waiting |= life.State == ProcessState.Waiting;
                Require(process.Watch is null || life.State == ProcessState.Starting, $"{process.Name} is {life.State} and watched");
                Require(life.Due is null || life.Due > Now, $"a timer of {process.Name} is overdue");
                Require(!Waits(life.State) || HasReason(process), $"{process.Name} waits for nothing");
                Require(life.LeaderAlive == life.State is ProcessState.Starting or ProcessState.Running or ProcessState.Stopping
                    || life.State == ProcessState.Stuck, $"{process.Name} is {life.State}, its leader {life.LeaderAlive}");
            }
        }

        Require(!waiting || starting >= _setting.ConcurrentStarts, "a process waits for its turn and nobody has it");
        Require(watches == OpenWatches, $"{OpenWatches} watches for {watches} processes");
        foreach (SimulatedProcess process in Processes)
            CheckStop(process);
    }

    private static bool Waits(ProcessState state) => state is not (ProcessState.Stopped or ProcessState.Completed or ProcessState.Failed or ProcessState.Waiting);

    /// <summary>No state is waited in without a timer or somebody who will say something.</summary>
    private bool HasReason(ManagedProcess process) => process.Life.State switch
    {
        ProcessState.Running => true,
        ProcessState.Spawning => Launches.Exists(launch => launch.Process == process),
        ProcessState.Sweeping => process.Life.SweepDue is not null || Sweeps.Exists(swept => swept.Managed == process),
        _ => process.Life.Due is not null || (process.Life.State == ProcessState.Stuck
            && (process.Life.LeaderAlive || process.Life.AwaitsLaunch || Sweeps.Exists(swept => swept.Managed == process))),
    };

    /// <summary>A stop ends within its sequence, and within what limits it.</summary>
    private void CheckStop(SimulatedProcess process)
    {
        ProcessLife life = process.Managed.Life;
        Require(life.Incarnation == process.Incarnation, $"{process.Name} was forgotten");
        if (life.State == ProcessState.Stopping)
            process.Stop.Begin(Now);
        Require(!process.Stop.LacksCont, $"{process.Name} gets no CONT");
        process.WasStuck |= life.State == ProcessState.Stuck;
        if (life.State is not (ProcessState.Stopping or ProcessState.Sweeping))
            return;
        Require(process.Stop.HasKill || !process.Stop.HasBegun || Now < process.Stop.KillDue || !process.AnythingAlive, $"{process.Name} has not been killed in time");
        Require(process.Stop.HasKill || Now < process.Stop.KillBy || !process.LeaderAlive, $"{process.Name} has not been killed within the limit");
        Require(Now < process.Stop.End || process.WasStuck, $"the stop of {process.Name} does not end");
    }

    private void CheckNumbers()
    {
        _seen.Clear();
        foreach (ManagedType type in Engine.Types)
        {
            foreach (ManagedProcess process in type.Processes.Values)
                Require(process.Lease is null || _seen.Add(process.Lease.Value), $"the integer {process.Lease?.Value} is given twice");
        }

        Require(_seen.Count + Launches.Count(launch => launch.Lease is null) >= _integers.Count, "an integer is nobody's");
        _seen.Clear();
        // A type that has gone may come back with another port.
        foreach (string gone in _ports.Keys.Where(name => Engine.Snapshot[name] is null).ToList())
            _ports.Remove(gone);
        foreach (SimulatedProcess process in Processes)
        {
            if (!process.LeaderAlive || process.Port is not { } port)
                continue;
            Require(_seen.Add(port), $"the port {port} is given twice");
            Require(!_ports.TryGetValue(process.Name, out int before) || before == port || _portless.Contains(process.Type), $"the port of {process.Name} was {before} and is {port}");
            _ports[process.Name] = port;
        }
    }

    /// <summary>
    /// In a world where nothing fails, rolling restarts never leave fewer processes ready than there were. Scaling down may: it takes the
    /// highest numbers, ready or not.
    /// </summary>
    private void CheckReady(SupervisorSnapshot snapshot)
    {
        foreach (WishedType type in Model.Types)
        {
            int ready = snapshot.Processes.Count(process => process.Type == type.Name && process.State == ProcessState.Running);
            int least = type.HasShrunk || !Model.IsActive ? 0 : _leastReady.GetValueOrDefault(type.Name);
            type.HasShrunk = false;
            Require(ready >= least, $"{ready} processes of {type.Name} are ready, there were {least}");
            _leastReady[type.Name] = Math.Min(ready, type.WantedCount);
        }
    }
}
