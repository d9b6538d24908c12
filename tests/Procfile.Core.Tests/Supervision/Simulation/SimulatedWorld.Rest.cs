using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>The world grows kind: starts succeed, signals end what gets them, nothing crashes. Then everything has to come to rest.</summary>
internal sealed partial class SimulatedWorld
{
    // An ordinary process that starts.
    private const int Ordinary = 10;

    internal void Crash(int which, int how)
    {
        SimulatedProcess[] alive = [.. Processes.Where(process => process.LeaderAlive)];
        if (alive.Length == 0)
            return;
        SimulatedProcess process = alive[which % alive.Length];
        process.Leftovers = how % 4 == 0 ? how / 4 % 3 : 0;
        ProcessExit exit = (how % 3) switch { 0 => ProcessExit.WithCode(0), 1 => ProcessExit.WithCode(1), _ => ProcessExit.BySignal(9) };
        Log($"{process.Name} ends with {exit} and leaves {process.Leftovers}");
        Exit(process, exit);
    }

    /// <summary>Everything comes to what is wished; then, stopped, to nothing at all.</summary>
    internal void Rest()
    {
        ComeToRest();
        CheckFormation();
        StopAll(TimeSpan.MaxValue);
        ComeToRest();
        CheckNothingLeft();
    }

    /// <summary>A supervisor that ends leaves nobody waiting and nothing taken.</summary>
    internal void BeAbandoned()
    {
        Abandon();
        Require(_operations.TrueForAll(operation => operation.Task.IsCompleted), "somebody waits for ever");
        Require(Engine.Ended.IsCompleted, "the end is not told");
        Require(OpenWatches == 0, "something is still watched");
        Require(Processes.Count == 0, "a process was kept");
        Require(_integers.Count == 0, "an integer was not given back");
        ThrowIfBroken();
    }

    private void ComeToRest()
    {
        for (int turn = 0; turn < 5_000; turn++)
        {
            if (!Move())
                return;
        }

        Break("the world never comes to rest");
        ThrowIfBroken();
    }

    /// <summary>One thing more happens.</summary>
    /// <returns>Whether there was anything.</returns>
    private bool Move()
    {
        if (Exits.Count > 0)
        {
            DeliverExit(0);
        }
        else if (Sweeps.Count > 0)
        {
            AnswerSweep(0);
        }
        else if (Launches.Count > 0)
        {
            AnswerLaunch(0, Ordinary);
        }
        else if (Watches.Count > 0)
        {
            BecomeReady(0);
        }
        else if (!Relent())
        {
            bool rests = Managed.All(process => process.Life.IsSettled && process.Life.State is not (ProcessState.Backoff or ProcessState.Stuck));
            if (rests || Engine.Due is not { } due)
                return false;
            Advance(due > Now ? due - Now : TimeSpan.Zero);
        }

        return true;
    }

    /// <summary>What has survived KILL dies of it at last.</summary>
    private bool Relent()
    {
        bool moved = false;
        foreach (SimulatedProcess process in Processes)
        {
            process.IsUnkillable = false;
            if (!process.Stop.HasKill || !process.AnythingAlive)
                continue;
            moved = true;
            process.Leftovers = 0;
            if (process.LeaderAlive)
                Exit(process, ProcessExit.BySignal(ProcessSignal.Kill.Number));
        }

        return moved;
    }

    private void CheckFormation()
    {
        Require(_operations.Count == 0, $"nobody answers: {string.Join(", ", _operations.Select(operation => operation.Text))}");
        foreach (ManagedProcess process in Managed)
            CheckAtRest(process);
        Require(Processes.Count(process => process.LeaderAlive) == Managed.Count(process => process.Life.State == ProcessState.Running), "something runs that nobody knows");
        bool allEnded = Managed.Any() && Managed.All(process => process.Life.IsOver);
        Require(!allEnded || Engine.Ended.IsCompleted, "the end of everything is not told");
        ThrowIfBroken();
        CheckQuiet();
    }

    private void CheckAtRest(ManagedProcess process)
    {
        ProcessState state = process.Life.State;
        if (Model.Find(process.Type.Name, process.Index) is not { } wished || process.IsStandIn)
        {
            bool holdsOut = process.IsStandIn && process.Type.Roll?.Moving is { } moving && moving.Life.State is ProcessState.Failed or ProcessState.Completed;
            Require(holdsOut, $"{process.Name} is not wished and is still there");
            return;
        }

        if (!wished.IsWanted)
        {
            Require(state == ProcessState.Stopped, $"{process.Name} is not wished and is {state}");
            return;
        }

        Require(state == ProcessState.Running || (_setting.HasEnds && state is ProcessState.Completed or ProcessState.Failed), $"{process.Name} is wished and is {state}");
        if (state != ProcessState.Running)
        {
            Require(_ends.GetValueOrDefault(process.Name) > wished.AskedAt, $"{process.Name} is {state} and was asked to run since");
            return;
        }

        SimulatedProcess[] running = [.. Processes.Where(other => other.Name == process.Name && other.LeaderAlive)];
        Require(running.Length == 1, $"{process.Name} is said to run");
        Require(running.Length != 1 || running[0].Version >= wished.OldestVersion, $"{process.Name} runs version {running[0].Version} and should run {wished.OldestVersion}");
    }

    /// <summary>Nothing is left to be done: a week later everything is as it was.</summary>
    private void CheckQuiet()
    {
        int started = _lastId;
        for (int hour = 0; hour < 3; hour++)
            Advance(TimeSpan.FromHours(56));
        Require(Engine.Due is null, "a timer goes on for ever");
        Require(started == _lastId && Launches.Count + Sweeps.Count + Exits.Count == 0, "something happens by itself");
        ThrowIfBroken();
    }

    private void CheckNothingLeft()
    {
        Require(_operations.Count == 0, $"nobody answers: {string.Join(", ", _operations.Select(operation => operation.Text))}");
        Require(Processes.Count == 0, "something is left");
        Require(Managed.All(process => process.Life.State == ProcessState.Stopped), "something has not stopped");
        Require(_integers.Count == 0, "an integer was not given back");
        Require(Engine.Ended.IsCompleted, "the end is not told");
        Require(Engine.Types.All(type => type.Roll is null), "a roll goes on for ever");
        ThrowIfBroken();
        CheckQuiet();
    }
}
