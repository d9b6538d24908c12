using Procfile.Core.Launching;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Owns all state of a supervisor and is called by one thread only, the mailbox's. Feeds events into the state machine of each
/// process and carries out the effects that come back.
/// </summary>
internal sealed partial class SupervisorEngine
{
    // Longer than any probe of the supervisor's own takes.
    private static readonly TimeSpan ProbationLimit = TimeSpan.FromMinutes(1);
    private static readonly IReadinessProbe Probation = Readiness.After(TimeSpan.FromSeconds(5));

    private readonly EngineSettings _settings;
    private readonly Dictionary<string, ManagedType> _types = new(StringComparer.Ordinal);
    private readonly PriorityQueue<ManagedProcess, TimeSpan> _timers = new();
    private readonly Queue<ManagedProcess> _waiting = new();
    private int _startsUnderWay;
    private bool _active;

    internal SupervisorEngine(EngineSettings settings)
    {
        _settings = settings;
        _plan = settings.Plan;
        foreach (ProcessType type in _plan.Types)
            AddType(type).Reconcile().Added.ForEach(_changedProcesses.Add);
        Snapshot = TakeSnapshot();
    }

    /// <summary>The time, since the supervisor was made; set before each turn.</summary>
    internal TimeSpan Now { get; set; }

    /// <summary>When the engine has to be ticked next without any event; null: never.</summary>
    internal TimeSpan? Due
    {
        get
        {
            // A timer that was disarmed or moved is found out when it comes up.
            while (_timers.TryPeek(out ManagedProcess? process, out TimeSpan due))
            {
                if (process.Life.Due == due)
                    return due;
                _timers.Dequeue();
            }

            return null;
        }
    }

    private IEnumerable<ManagedProcess> Processes => _order.SelectMany(type => type.Processes.Values);

    internal void Launched(ManagedProcess process, int incarnation, IProcessHandle handle, GrantedPlace granted, IReadinessWatch? watch = null)
    {
        if (incarnation != process.Life.Incarnation || process.Life.State != ProcessState.Spawning)
        {
            // Cannot happen while starts answer once; a process that nobody knows must not run on.
            watch?.Dispose();
            handle.Signal(ProcessSignal.Kill, wholeGroup: true);
            handle.Dispose();
            return;
        }

        process.Handle = handle;
        process.Watch = watch;
        process.StartedAt = _settings.Time.GetUtcNow();
        Take(process, granted);
        Step(process, new ProcessInput.Launched(incarnation));
    }

    internal void LaunchFailed(ManagedProcess process, int incarnation, LaunchFailure failure, GrantedPlace granted)
    {
        Take(process, granted);
        Step(process, new ProcessInput.LaunchFailed(incarnation, failure));
    }

    internal void Ready(ManagedProcess process, int incarnation) => Step(process, new ProcessInput.Ready(incarnation));

    internal void NotReady(ManagedProcess process, int incarnation, string reason) => Step(process, new ProcessInput.NotReady(incarnation, reason));

    internal void Exited(ManagedProcess process, int incarnation, ProcessExit exit) =>
        Step(process, new ProcessInput.Exited(incarnation, exit));

    internal void Swept(ManagedProcess process, int incarnation, int survivors) =>
        Step(process, new ProcessInput.Swept(incarnation, survivors));

    /// <summary>Lets the due timers fire.</summary>
    internal void Tick()
    {
        while (Due is { } due && due <= Now)
            Step(_timers.Dequeue(), ProcessInput.Tick.Instance);
    }

    private void Step(ManagedProcess process, ProcessInput input)
    {
        ProcessLife before = process.Life;
        var context = new StepContext(Now, process.Type.Rules.StopSequence, ReadinessLimitOf(process), arguments => Decide(process, arguments), _settings.Random);
        (ProcessLife after, IReadOnlyList<ProcessEffect> effects) = ProcessMachine.Step(before, input, context);
        if (ReferenceEquals(before, after) && effects.Count == 0)
            return;

        process.Life = after;
        NoteChange(process);
        if (after.Due is { } due && due != before.Due)
            _timers.Enqueue(process, due);
        if (before.HoldsTurn && !after.HoldsTurn)
            _startsUnderWay--;
        if (before.State != after.State)
            NoteState(process, before.State);
        foreach (ProcessEffect effect in effects)
            TryCarryOut(process, effect);
        if (before.State != after.State)
            AfterChange(process);
    }

#pragma warning disable CA1031 // A launcher of the host may throw anything; the effects that follow have to be carried out all the same.
    private void TryCarryOut(ManagedProcess process, ProcessEffect effect)
    {
        try
        {
            CarryOut(process, effect);
        }
        catch (Exception exception)
        {
            SupervisorLog.TurnFailed(_settings.Log, exception);
        }
    }
#pragma warning restore CA1031

    private void CarryOut(ManagedProcess process, ProcessEffect effect)
    {
        switch (effect)
        {
            case ProcessEffect.Queue:
                _waiting.Enqueue(process);
                break;
            case ProcessEffect.Launch launch:
                IReadinessProbe? readiness = process.Type.Rules.Readiness ?? (process.Type.Roll?.Moving == process ? Probation : null);
                process.Launch = process.Type.Rules.Plan.LaunchOf(process.Type.Name);
                _settings.Desk.Start(new LaunchRequest(process, launch.Incarnation, process.Lease, process.Type.Rules, readiness), this);
                break;
            case ProcessEffect.Probe:
                process.Watch?.Begin();
                break;
            case ProcessEffect.Signal signal:
                process.Handle?.Signal(signal.Value, signal.WholeGroup);
                break;
            case ProcessEffect.Sweep:
                process.Handle?.Sweep();
                break;
            case ProcessEffect.Release:
                process.Handle?.Dispose();
                process.Handle = null;
                break;
            case ProcessEffect.Report report:
                ReportEffect(process, report);
                break;
        }
    }

    /// <summary>
    /// Starts go through a few at a time, so that a crash of everything at once does not start everything at once. None begins in the
    /// midst of a request: what it has yet to come to may not be wanted any more, or be started from something else.
    /// </summary>
    private void GiveTurns()
    {
        while (_startsUnderWay < _settings.ConcurrentStarts && _waiting.TryDequeue(out ManagedProcess? next))
        {
            if (next.Life.State != ProcessState.Waiting)
                continue;
            _startsUnderWay++;
            Step(next, ProcessInput.Turn.Instance);
        }
    }

    private static TimeSpan? ReadinessLimitOf(ManagedProcess process) => process switch
    {
        { Watch: null } => null,
        { Type.Rules.Readiness: null } => ProbationLimit,
        _ => process.Type.Rules.ReadinessLimit,
    };

    private void AfterChange(ManagedProcess process)
    {
        if (process.Life.State == ProcessState.Stopped)
        {
            if (process.IsRetiring)
                Remove(process);
            if (process.IsRetiring || !_active)
                GiveBackInteger(process);
        }

        // A stand-in that fails breaks off a rolling restart, and nothing else.
        if (process.Life.IsOver && !process.IsStandIn)
            NoteEnd(process);
    }

    private void Remove(ManagedProcess process)
    {
        process.Type.Processes.Remove(process.Index);
        process.IsGone = true;
        NoteChange(process);
    }

    private void GiveBackInteger(ManagedProcess process)
    {
        process.Lease?.Dispose();
        process.Lease = null;
        NoteChange(process);
    }

    private static void Take(ManagedProcess process, GrantedPlace granted)
    {
        process.Lease = granted.Lease ?? process.Lease;
        process.Port = granted.Port ?? process.Port;
    }

#pragma warning disable CA1031 // A restart policy of the host may throw anything.
    private RestartDecision Decide(ManagedProcess process, RestartArguments arguments)
    {
        try
        {
            return process.Type.Rules.Policy.Decide(arguments);
        }
        catch (Exception exception)
        {
            SupervisorLog.PolicyFailed(_settings.Log, process.Name, exception);
            return RestartPolicy.Always.Decide(arguments);
        }
    }
#pragma warning restore CA1031
}
