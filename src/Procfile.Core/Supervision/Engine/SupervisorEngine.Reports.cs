using System.Collections.Immutable;
using Procfile.Core.Launching;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What a supervisor tells: snapshots, events, log lines, and its end.</summary>
internal sealed partial class SupervisorEngine
{
    private TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _changed;
    private bool _typesChanged = true;
    private ImmutableArray<TypeSnapshot> _typeViews = [];
    private bool _ending;
    private int? _exitCode;
    private readonly List<ManagedProcess> _changedProcesses = [];
    private readonly ImmutableSortedDictionary<ProcessPlace, ProcessSnapshot>.Builder _views =
        ImmutableSortedDictionary.CreateBuilder<ProcessPlace, ProcessSnapshot>();

    private SupervisorSnapshot _snapshot = new(0, [], ImmutableArray<ProcessSnapshot>.Empty);

    /// <summary>The latest view; read by any thread.</summary>
    internal SupervisorSnapshot Snapshot
    {
        get => Volatile.Read(ref _snapshot);
        private set => Volatile.Write(ref _snapshot, value);
    }

    /// <summary>Ends with the exit code when everything has ended for good, or has been stopped.</summary>
    internal Task<int> Ended => Volatile.Read(ref _end).Task;

    /// <summary>Publishes what the turn has changed, and ends the waits that are over.</summary>
    internal void Conclude()
    {
        if (_changed)
        {
            _changed = false;
            Snapshot = TakeSnapshot();
        }

        _operations.RemoveAll(operation => operation.TryComplete());
        NoteWholeEnd();
    }

    /// <summary>Taken often, so it costs what has changed: all the rest is shared with the snapshot before.</summary>
    private SupervisorSnapshot TakeSnapshot()
    {
        if (_typesChanged)
            _typeViews = [.. _settings.Types.Select(type => type.Snapshot())];
        _typesChanged = false;
        foreach (ManagedProcess process in _changedProcesses)
        {
            if (process.IsGone)
                _views.Remove(process.Place);
            else
                _views[process.Place] = process.Snapshot();
        }

        _changedProcesses.Clear();
        return new SupervisorSnapshot(_snapshot.Version + 1, _typeViews, _views.ToImmutable());
    }

    private void NoteChange(ManagedProcess process)
    {
        if (process.View is not null || process.IsGone)
            _changedProcesses.Add(process);
        process.View = null;
        _changed = true;
    }

    /// <summary>A process has ended for good.</summary>
    private void NoteEnd(ManagedProcess process)
    {
        int code = process.Life.LastFailure?.ShellCode ?? process.Life.LastExit?.ShellCode ?? 0;
        bool failed = process.Life.State == ProcessState.Failed;
        if (failed || _settings.OnExit == ExitBehavior.StopAll)
            _exitCode ??= failed && code == 0 ? 1 : code;
        if (_settings.OnExit == ExitBehavior.StopAll && _active)
            EndAll(new Operation(new TaskCompletionSource<OperationResult>()), ProcessInput.Stop.Instance);
    }

    private void BeginAnew()
    {
        _active = true;
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

    private void ReportState(ManagedProcess process, ProcessState previous)
    {
        if (process.Life.StartDue is { } due)
            process.NextRestartAt = _settings.Time.GetUtcNow() + (due - Now);
        if (_settings.Events.HasReaders)
            Publish(process, SupervisorEventKind.StateChanged, happened => happened with { PreviousState = previous });
    }

    private void ReportEffect(ManagedProcess process, ProcessEffect.Report report)
    {
        ProcessLife life = process.Life;
        switch (report.Kind)
        {
            case SupervisorEventKind.Started:
                SupervisorLog.Started(_settings.Log, process.Name, process.Handle?.Id ?? 0);
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

    private void ReportScaled(ManagedType type)
    {
        SupervisorLog.Scaled(_settings.Log, type.Definition.Name, type.Wished);
        _settings.Events.Publish(new SupervisorEvent
        {
            Kind = SupervisorEventKind.Scaled,
            Time = _settings.Time.GetUtcNow(),
            Type = type.Definition.Name,
            Count = type.Wished,
        });
    }

    private void Publish(ManagedProcess process, SupervisorEventKind kind, Func<SupervisorEvent, SupervisorEvent>? complete = null)
    {
        if (!_settings.Events.HasReaders)
            return;
        var happened = new SupervisorEvent
        {
            Kind = kind,
            Time = _settings.Time.GetUtcNow(),
            Process = process.Name,
            Type = process.Type.Definition.Name,
            State = process.Life.State,
            ProcessId = process.Life.LeaderAlive ? process.Handle?.Id : null,
        };
        _settings.Events.Publish(complete is null ? happened : complete(happened));
    }
}
