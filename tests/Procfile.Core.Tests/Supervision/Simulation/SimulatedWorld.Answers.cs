using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>What the world tells the supervisor.</summary>
internal sealed partial class SimulatedWorld
{
    private static readonly LaunchFailure Exhausted = new(LaunchFailureKind.ResourcesExhausted, "no more processes");
    private static readonly LaunchFailure Missing = new(LaunchFailureKind.CommandNotFound, "not there");

    /// <summary>Lets a start succeed or fail.</summary>
    /// <param name="which">Which of those that wait.</param>
    /// <param name="how">How; from 10 on it succeeds, and gives an ordinary process.</param>
    /// <param name="isJoined">Whether the turn goes on.</param>
    internal void AnswerLaunch(int which, int how, bool isJoined = false)
    {
        LaunchRequest request = Take(Launches, which);
        var granted = new GrantedPlace(request.Lease ?? Lease(), request.Rules.Plan.Plan(request.Rules.Definition, request.Index, 1).Port);
        if (how is 0 or 1)
        {
            LaunchFailure failure = how == 0 ? Exhausted : Missing;
            Log($"{request.Process.Name} cannot be started: {failure.Message}");
            _ends[request.Process.Name] = Model.Moment + 1;
            Do(() => Engine.LaunchFailed(request.Process, request.Incarnation, failure, granted), isJoined);
            return;
        }

        var process = new SimulatedProcess(this, request, ++_lastId, VersionOf(request), granted.Port) { IsStubborn = how is 2 or 3, IsUnkillable = how == 4 };
        process.Stop.MayKillEarly = _limited.Remove(request.Process);
        Processes.Add(process);
        SimulatedWatch? watch = request.Readiness is null ? null : new SimulatedWatch(this, process);
        OpenWatches += watch is null ? 0 : 1;
        Log($"{process.Name} runs version {process.Version}{(process.IsStubborn ? ", stubborn" : "")}{(process.IsUnkillable ? ", unkillable" : "")}");
        Do(() => Engine.Launched(request.Process, request.Incarnation, process, granted, watch), isJoined);
    }

    internal void DeliverExit(int which, bool isJoined = false)
    {
        (SimulatedProcess process, ProcessExit exit) = Take(Exits, which);
        Log($"{process.Name} is seen to have ended with {exit}");
        // The stop may have begun, or been given up, in this very turn.
        if (process.Managed.Life.State == ProcessState.Stopping)
            process.Stop.Begin(Now);
        process.WasStuck |= process.Managed.Life.State == ProcessState.Stuck;
        _ends[process.Name] = Model.Moment + 1;
        Do(() => Engine.Exited(process.Managed, process.Incarnation, exit), isJoined);
    }

    internal void AnswerSweep(int which, bool isJoined = false)
    {
        SimulatedProcess process = Take(Sweeps, which);
        Log($"{process.Name} has left {process.Leftovers}");
        if (process.Leftovers > 0 && process.Managed.Life.Stop is null)
            process.Stop.BeginLeftovers(Now);
        Do(() => Engine.Swept(process.Managed, process.Incarnation, process.Leftovers), isJoined);
    }

    internal void BecomeReady(int which, bool isJoined = false)
    {
        SimulatedWatch watch = Take(Watches, which);
        Log($"{watch.Process.Name} is ready");
        Do(() => Engine.Ready(watch.Process.Managed, watch.Process.Incarnation), isJoined);
    }

    internal void SayNotReady(int which, bool isJoined = false)
    {
        SimulatedProcess process = Watches[which % Watches.Count].Process;
        Do(() => Engine.NotReady(process.Managed, process.Incarnation, "no answer"), isJoined);
    }

    /// <summary>Events of incarnations that are over change nothing, nor do answers to questions that nobody asks any more.</summary>
    internal void DeliverStale(bool isJoined = false)
    {
        Log("stale events");
        foreach (ManagedProcess process in Managed)
            DeliverStale(process);
        Do(() => { }, isJoined);
    }

    private void DeliverStale(ManagedProcess process)
    {
        ProcessLife before = process.Life;
        int old = before.Incarnation - 1;
        Engine.Exited(process, old, ProcessExit.WithCode(1));
        Engine.Swept(process, old, 0);
        Engine.Ready(process, old);
        Engine.NotReady(process, old, "late");
        Engine.LaunchFailed(process, old, Missing, default);
        if (before.State != ProcessState.Starting)
        {
            Engine.Ready(process, before.Incarnation);
            Engine.NotReady(process, before.Incarnation, "late");
        }

        if (!before.LeaderAlive)
            Engine.Exited(process, before.Incarnation, ProcessExit.WithCode(1));
        Require(ReferenceEquals(before, process.Life), $"a stale event changed {process.Name}");
    }

    private static T Take<T>(List<T> from, int which)
    {
        int at = which % from.Count;
        T taken = from[at];
        from.RemoveAt(at);
        return taken;
    }
}
