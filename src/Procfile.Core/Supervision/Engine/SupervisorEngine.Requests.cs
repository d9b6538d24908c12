using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What can be asked of a supervisor.</summary>
internal sealed partial class SupervisorEngine
{
    private readonly List<Operation> _operations = [];

    /// <summary>Finds what a name means: a type, a process, or <c>*</c> and patterns with it.</summary>
    internal IReadOnlyList<ManagedProcess> Find(string name) =>
        [.. Processes.Where(process => ProcessNames.Matches(name, process.Type.Name) || ProcessNames.Matches(name, process.Name))];

    internal void StartAll(Operation operation)
    {
        BeginAnew();
        Start(operation, Processes);
    }

    /// <summary>Stops everything.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="limit">After which time KILL comes, whatever the stop sequences say.</param>
    internal void StopAll(Operation operation, TimeSpan limit) => EndAsAsked(operation, StopWithin(limit));

    /// <summary>Ends every stop at once with KILL.</summary>
    internal void KillAll(Operation operation) => EndAsAsked(operation, ProcessInput.Kill.Instance);

    internal void Start(Operation operation, string name)
    {
        BeginAnew();
        Start(operation, Find(name));
    }

    internal void Stop(Operation operation, string name, TimeSpan limit) => Request(operation, Find(name), StopWithin(limit));

    internal bool Signal(string name, ProcessSignal signal)
    {
        bool reached = false;
        foreach (ManagedProcess process in Find(name))
            reached |= process.Handle?.Signal(signal, wholeGroup: true) ?? false;
        return reached;
    }

    /// <summary>Changes how many processes are wished, all types at once or, where one is unknown, none; ends their pause.</summary>
    internal void Scale(Operation operation, IEnumerable<ScaleRequest> requests)
    {
        var counts = new Dictionary<ManagedType, int>();
        foreach (ScaleRequest request in requests)
        {
            foreach (ManagedType type in TypesOf(request.Type))
                counts[type] = request.Change.Apply(counts.GetValueOrDefault(type, type.Paused ?? type.Wished));
        }

        Await(operation, []);
        foreach (ManagedType type in _order.FindAll(counts.ContainsKey))
        {
            type.Paused = null;
            SetWished(operation, type, counts[type]);
        }
    }

    internal void Pause(Operation operation, string name)
    {
        foreach (ManagedType type in TypesOf(name))
        {
            type.Paused ??= type.Wished;
            SetWished(operation, type, 0);
        }
    }

    internal void Resume(Operation operation, string name)
    {
        foreach (ManagedType type in TypesOf(name))
        {
            int before = type.Paused ?? type.Wished;
            type.Paused = null;
            SetWished(operation, type, before);
        }
    }

    /// <summary>
    /// The supervisor ends: whoever still waits is told so; what was started against the stop is killed, and what could not be
    /// killed is let go.
    /// </summary>
    internal void Abandon()
    {
        foreach (Operation operation in _operations)
            operation.Cancel();
        foreach (ManagedProcess process in Processes)
        {
            process.Watch?.Dispose();
            TryCarryOut(process, new ProcessEffect.Signal(ProcessSignal.Kill));
            TryCarryOut(process, ProcessEffect.Release.Instance);
            process.Lease?.Dispose();
        }

        _end.TrySetResult(_exitCode ?? 0);
    }

    /// <summary>An end that somebody asked for is fine, whatever has failed before; one that a failure has begun is not.</summary>
    private void EndAsAsked(Operation operation, ProcessInput input)
    {
        if (!_ending)
            _exitCode = 0;
        EndAll(operation, input);
    }

    private void EndAll(Operation operation, ProcessInput input)
    {
        _active = false;
        _ending = true;
        Request(operation, [.. Processes], input);
        // Those that had been stopped one by one have kept theirs until now.
        foreach (ManagedProcess process in Processes.Where(process => process.Life.State == ProcessState.Stopped))
            GiveBackInteger(process);
    }

    private List<ManagedType> TypesOf(string name) =>
        _order.FindAll(type => !type.IsLeaving && ProcessNames.Matches(name, type.Name)) is { Count: > 0 } types
            ? types
            : throw new ArgumentException($"There is no process type \"{name}\" any more.");

    private ProcessInput.Stop StopWithin(TimeSpan limit) =>
        limit == Timeout.InfiniteTimeSpan || limit >= ProcessMachine.LongestDelay ? ProcessInput.Stop.Instance : new ProcessInput.Stop(Now + limit);

    private void Start(Operation operation, IEnumerable<ManagedProcess> processes)
    {
        List<ManagedProcess> kept = [.. processes.Where(process => process.IsKept)];
        foreach (ManagedProcess process in kept)
            Step(process, AtLeast(ProcessInput.Start.Instance, process));
        Await(operation, kept);
    }

    /// <summary>A process that is not wanted may still be being started, and from what is out of date by now.</summary>
    private static ProcessInput AtLeast(ProcessInput input, ManagedProcess process) =>
        process is { Life.Wanted: false, IsOutOfDate: true } ? ProcessInput.Renew.Instance : input;

    private void SetWished(Operation operation, ManagedType type, int wished)
    {
        bool changes = type.Wished != wished;
        type.Wished = wished;
        _changed = _typesChanged = true;
        (List<ManagedProcess> added, List<ManagedProcess> removed) = type.Reconcile();
        operation.Added = operation.Added.AddRange(added.Select(process => process.Name));
        operation.Removed = operation.Removed.AddRange(removed.Select(process => process.Name));
        if (changes)
            ReportScaled(type);

        operation.Concern(type.Processes.Values);
        // One that changes nothing asks for what another has begun.
        List<ManagedProcess> awaited = added.Count + removed.Count > 0 ? [.. added, .. removed] : [.. type.Processes.Values];
        foreach (ManagedProcess process in removed)
            Retire(process);
        foreach (ManagedProcess process in added)
            Show(process);
        if (_active && added.Count > 0)
            BeginAnew();
        if (_active)
            added.ForEach(StartAdded);
        Await(operation, awaited);
    }

    /// <summary>One that was being scaled away, or stood in for others, may have been started from what is out of date.</summary>
    private void StartAdded(ManagedProcess process)
    {
        bool isRolledLater = process.Type.Roll?.Left.Contains(process) == true;
        Step(process, process.IsOutOfDate && !isRolledLater ? ProcessInput.Renew.Instance : ProcessInput.Start.Instance);
    }

    private void Retire(ManagedProcess process)
    {
        if (process.Life.State == ProcessState.Stopped)
            AfterChange(process);
        else
            Step(process, ProcessInput.Stop.Instance);
    }

    private void Request(Operation operation, IReadOnlyList<ManagedProcess> processes, ProcessInput input)
    {
        foreach (ManagedProcess process in processes)
            Step(process, input);
        Await(operation, processes);
    }

    private void Await(Operation operation, IEnumerable<ManagedProcess> processes)
    {
        operation.Await(processes);
        if (!_operations.Contains(operation))
            _operations.Add(operation);
    }
}
