using System.Collections.Immutable;
using Procfile.Core.Launching;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What a supervisor tells: events, log lines, measurements, and its end.</summary>
internal sealed partial class SupervisorEngine
{
    private TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _changed;
    private bool _ending;
    private int? _exitCode;
    private readonly List<SupervisorEvent> _happened = [];

    /// <summary>Ends with the exit code when everything has ended for good, or has been stopped.</summary>
    internal Task<int> Ended => Volatile.Read(ref _end).Task;

    /// <summary>Carries out what the turn has led to, publishes what it has changed, and ends the waits that are over.</summary>
    internal void Conclude()
    {
        AdvanceRolls();
        GiveTurns();
        RemoveTypesThatLeft();
        if (_changed)
        {
            _changed = false;
            Snapshot = TakeSnapshot();
        }

        // Not before: whoever hears of something finds it in the snapshot.
        _happened.ForEach(_settings.Events.Publish);
        _happened.Clear();
        _operations.RemoveAll(operation => operation.TryComplete());
        NoteWholeEnd();
    }

    /// <summary>A process has ended for good.</summary>
    private void NoteEnd(ManagedProcess process)
    {
        int code = process.Life.LastFailure?.ShellCode ?? process.Life.LastExit?.ShellCode ?? 0;
        bool failed = process.Life.State == ProcessState.Failed;
        ExitBehavior onExit = process.Type.Rules.OnExit;
        if (failed || onExit == ExitBehavior.StopAll)
            _exitCode ??= failed && code == 0 ? 1 : code;
        bool stopsAll = onExit == ExitBehavior.StopAll || (failed && onExit == ExitBehavior.StopAllWhenGivenUp);
        if (stopsAll && _active)
            EndAll(new Operation(new TaskCompletionSource<OperationResult>()), ProcessInput.Stop.Instance);
    }

    private void BeginAnew()
    {
        _active = true;
        // The end that was under way is contradicted, and so is what it would have been.
        if (_ending)
            _exitCode = null;
        _ending = false;
        if (!_end.Task.IsCompleted)
            return;
        _exitCode = null;
        Volatile.Write(ref _end, new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private void NoteWholeEnd()
    {
        bool any = false;
        foreach (ManagedProcess process in Processes)
        {
            any = true;
            bool over = process.Life.IsOver || process.Life.State is ProcessState.Stopped or ProcessState.Stuck;
            if (!over || (!_ending && !process.Life.IsOver))
                return;
        }

        if (_ending || (_active && any))
            _end.TrySetResult(_exitCode ?? 0);
    }

    private void NoteState(ManagedProcess process, ProcessState previous)
    {
        if (process.Life.State != ProcessState.Starting)
        {
            process.Watch?.Dispose();
            process.Watch = null;
        }

        NoteStop(process);
        if (process.Life.StartDue is { } due)
            process.NextRestartAt = _settings.Time.GetUtcNow() + (due - Now);
        if (_settings.Events.HasReaders)
            Publish(process, SupervisorEventKind.StateChanged, happened => happened with { PreviousState = previous });
    }

    private void ReportEffect(ManagedProcess process, ProcessEffect.Report report)
    {
        ProcessLife life = process.Life;
        Measure(process, report);
        switch (report.Kind)
        {
            case SupervisorEventKind.Started:
                SupervisorLog.Started(_settings.Log, process.Name, process.Handle?.Id ?? 0);
                Publish(process, report.Kind);
                break;
            case SupervisorEventKind.Ready:
                SupervisorLog.Ready(_settings.Log, process.Name, Now - life.StartedAt);
                Publish(process, report.Kind, happened => happened with { Delay = Now - life.StartedAt });
                break;
            case SupervisorEventKind.NotReadyInTime:
                SupervisorLog.NotReadyInTime(_settings.Log, process.Name, Now - life.StartedAt);
                Publish(process, report.Kind, happened => happened with { Delay = Now - life.StartedAt });
                break;
            case SupervisorEventKind.RestartSignalled:
                SupervisorLog.RestartSignalled(_settings.Log, process.Name, process.Type.Rules.RestartSignal!.Value.Name);
                Publish(process, report.Kind);
                break;
            case SupervisorEventKind.Exited:
                SupervisorLog.Exited(_settings.Log, process.Name, life.LastExit ?? ProcessExit.Unknown);
                Publish(process, report.Kind, happened => happened with { Exit = life.LastExit, ProcessId = process.Handle?.Id });
                break;
            case SupervisorEventKind.LaunchFailed:
                SupervisorLog.LaunchFailed(_settings.Log, process.Name, life.LastFailure!.Message);
                Publish(process, report.Kind, happened => happened with { Failure = life.LastFailure, Message = life.LastFailure!.Message });
                break;
            case SupervisorEventKind.RestartScheduled:
                SupervisorLog.RestartScheduled(_settings.Log, process.Name, report.Delay!.Value, life.ConsecutiveFailures);
                Publish(process, report.Kind, happened => happened with { Delay = report.Delay });
                break;
            case SupervisorEventKind.CrashLooping:
                SupervisorLog.CrashLooping(_settings.Log, process.Name, life.ConsecutiveFailures);
                Publish(process, report.Kind, happened => happened with { Count = life.ConsecutiveFailures });
                break;
            case SupervisorEventKind.GaveUp:
                SupervisorLog.GaveUp(_settings.Log, process.Name, life.GaveUpBecause!);
                Publish(process, report.Kind, happened => happened with { Message = life.GaveUpBecause });
                break;
            case SupervisorEventKind.LeftoversFound:
                SupervisorLog.LeftoversFound(_settings.Log, process.Name, report.Survivors);
                Publish(process, report.Kind, happened => happened with { Count = report.Survivors });
                break;
            case SupervisorEventKind.Stuck:
                SupervisorLog.Stuck(_settings.Log, process.Name);
                Publish(process, report.Kind);
                break;
            default:
                Publish(process, report.Kind);
                break;
        }
    }

    /// <summary>A stop is over when nothing is left of what was being stopped, or when it cannot be ended.</summary>
    private void NoteStop(ManagedProcess process)
    {
        if (process.Life.State == ProcessState.Stopping)
        {
            process.StopBegan = Now;
        }
        else if (process.Life.State != ProcessState.Sweeping && process.StopBegan is { } began)
        {
            _settings.Metrics.Stopped(process.Type.Name, Now - began);
            process.StopBegan = null;
        }
    }

    private void Measure(ManagedProcess process, ProcessEffect.Report report)
    {
        ProcessLife life = process.Life;
        string type = process.Type.Name;
        switch (report.Kind)
        {
            case SupervisorEventKind.Started: _settings.Metrics.Started(type); break;
            case SupervisorEventKind.Ready: _settings.Metrics.BecameReady(type, Now - life.StartedAt); break;
            case SupervisorEventKind.Exited: _settings.Metrics.Exited(type, life.LastExit ?? ProcessExit.Unknown); break;
            case SupervisorEventKind.LaunchFailed: _settings.Metrics.LaunchFailed(type, life.LastFailure!.Kind); break;
            case SupervisorEventKind.RestartScheduled when life.LastFailure is not { IsRetryable: true }: _settings.Metrics.Restarted(type); break;
            case SupervisorEventKind.CrashLooping: _settings.Metrics.CrashLooped(type); break;
            case SupervisorEventKind.GaveUp: _settings.Metrics.GaveUp(type); break;
            case SupervisorEventKind.LeftoversFound: _settings.Metrics.FoundLeftovers(type, report.Survivors); break;
            case SupervisorEventKind.Stuck: _settings.Metrics.StuckIn(type); break;
        }
    }

    private void ReportScaled(ManagedType type)
    {
        SupervisorLog.Scaled(_settings.Log, type.Name, type.Wished);
        Publish(new SupervisorEvent
        {
            Kind = SupervisorEventKind.Scaled,
            Time = _settings.Time.GetUtcNow(),
            Type = type.Name,
            Count = type.Wished,
        });
    }

    private void ReportBrokenOff(ManagedType type, string problem)
    {
        type.RollProblem = problem;
        _changed = _typesChanged = true;
        SupervisorLog.RollBrokenOff(_settings.Log, type.Name, problem);
        Publish(new SupervisorEvent
        {
            Kind = SupervisorEventKind.RollBrokenOff,
            Time = _settings.Time.GetUtcNow(),
            Type = type.Name,
            Message = problem,
        });
    }

    private void ReportReload(ImmutableArray<TypeChange> changes)
    {
        string text = string.Join("; ", changes.Where(change => !change.ChangesNothing));
        SupervisorLog.Reloaded(_settings.Log, text.Length == 0 ? "nothing has changed" : text);
        Tell(SupervisorEventKind.Reloaded, text);
    }

    /// <summary>Tells of something that is about no process.</summary>
    internal void Tell(SupervisorEventKind kind, string message) =>
        Publish(new SupervisorEvent { Kind = kind, Time = _settings.Time.GetUtcNow(), Message = message });

    private void Publish(ManagedProcess process, SupervisorEventKind kind, Func<SupervisorEvent, SupervisorEvent>? complete = null)
    {
        if (!_settings.Events.HasReaders)
            return;
        var happened = new SupervisorEvent
        {
            Kind = kind,
            Time = _settings.Time.GetUtcNow(),
            Process = process.Name,
            Type = process.Type.Name,
            State = process.Life.State,
            ProcessId = process.Life.LeaderAlive ? process.Handle?.Id : null,
        };
        Publish(complete is null ? happened : complete(happened));
    }

    private void Publish(SupervisorEvent happened)
    {
        if (!_settings.Events.HasReaders)
            return;
        _changed = true;
        _happened.Add(happened with { Version = _snapshot.Version + 1 });
    }
}
