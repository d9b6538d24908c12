using Microsoft.Extensions.Logging.Abstractions;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>
/// The real engine in a world without threads, clocks or processes: the schedule decides what happens next. After every turn the
/// invariants of supervision are checked.
/// </summary>
internal sealed class SimulatedWorld : ILaunchDesk
{
    internal static readonly string[] TypeNames = ["web", "worker", "clock"];

    private readonly SortedSet<int> _integers = [];
    private readonly List<Task<OperationResult>> _operations = [];
    private readonly List<(SimulatedProcess Process, ProcessExit Exit)> _exits = [];
    private readonly Random _random;

    internal SimulatedWorld(Random random, ExitBehavior onExit, IRestartPolicy policy)
    {
        _random = random;
        var options = new SupervisorOptions
        {
            Formation = Formation.Parse("web=1,worker=2,clock=3"),
            OnExit = onExit,
            RestartPolicy = policy,
        };
        var plan = new ProcessPlan(TypeNames.Select(name => new ProcessType(name, "x", 0)), options);
        var events = new EventHub(TimeProvider.System);
        var metrics = new SupervisorMetrics(null, () => Engine!.Snapshot, NullLogger.Instance);
        Engine = new SupervisorEngine(new EngineSettings(
            plan, this, events, metrics, TimeProvider.System, random.NextDouble, ConcurrentStarts: 2, NullLogger.Instance));
    }

    internal SupervisorEngine Engine { get; }

    internal TimeSpan Now { get; private set; }

    internal List<(LaunchRequest Request, SupervisorEngine Engine)> PendingLaunches { get; } = [];

    internal List<SimulatedProcess> PendingSweeps { get; } = [];

    internal List<SimulatedProcess> Processes { get; } = [];

    internal bool Ending { get; private set; }

    internal IEnumerable<ManagedProcess> Managed => Engine.Types.SelectMany(type => type.Processes.Values);

    internal int OpenOperations => _operations.Count(task => !task.IsCompleted);

    internal int LeasedIntegers => _integers.Count;

    internal IEnumerable<SimulatedProcess> Alive => Processes.Where(process => process.LeaderAlive);

    public void Start(LaunchRequest request, SupervisorEngine engine)
    {
        Check(Processes.All(process => process.Name != request.Process.Name || !process.AnythingAlive), $"{request.Process.Name} starts while something of it lives");
        Check(PendingLaunches.All(launch => launch.Request.Process != request.Process), $"{request.Process.Name} is started twice");
        Check(PendingLaunches.Count < 2, "more starts are under way than allowed");
        PendingLaunches.Add((request, engine));
    }

    internal void Ask(Action<Operation> request)
    {
        var completion = new TaskCompletionSource<OperationResult>();
        _operations.Add(completion.Task);
        Turn(() => request(new Operation(completion)));
    }

    internal void Exit(SimulatedProcess process, ProcessExit exit)
    {
        process.End();
        _exits.Add((process, exit));
    }

    internal bool HasPendingExits => _exits.Count > 0;

    internal void DeliverExit()
    {
        (SimulatedProcess process, ProcessExit exit) = Take(_exits);
        Turn(() => Engine.Exited(ManagedOf(process), process.Incarnation, exit));
    }

    internal void DeliverLaunch(Func<LaunchFailure?> fails, Func<LaunchRequest, SimulatedProcess> make)
    {
        (LaunchRequest request, SupervisorEngine engine) = Take(PendingLaunches);
        UniqueIntLease lease = request.Lease ?? Lease();
        if (fails() is { } failure)
        {
            Turn(() => engine.LaunchFailed(request.Process, request.Incarnation, failure, new GrantedPlace(lease, null)));
            return;
        }

        SimulatedProcess process = make(request);
        Processes.Add(process);
        _managed[process] = request.Process;
        Turn(() => engine.Launched(request.Process, request.Incarnation, process, new GrantedPlace(lease, null)));
    }

    internal void DeliverSweep()
    {
        SimulatedProcess process = Take(PendingSweeps);
        Turn(() => Engine.Swept(ManagedOf(process), process.Incarnation, process.Leftovers));
    }

    /// <summary>Events of incarnations that are over change nothing.</summary>
    internal void DeliverStale()
    {
        foreach (ManagedProcess process in Managed)
        {
            ProcessLife before = process.Life;
            Engine.Exited(process, before.Incarnation - 1, ProcessExit.WithCode(1));
            Engine.Swept(process, before.Incarnation - 1, 0);
            Engine.LaunchFailed(process, before.Incarnation - 1, new LaunchFailure(LaunchFailureKind.Other, "late"), default);
            Check(ReferenceEquals(before, process.Life), $"a stale event changed {process.Name}");
        }
    }

    internal void Advance(TimeSpan time)
    {
        Now += time;
        Turn(() => { });
    }

    internal void Turn(Action work)
    {
        Engine.Now = Now;
        work();
        Engine.Tick();
        Engine.Conclude();
        CheckInvariants();
    }

    internal void BeginEnd() => Ending = true;

    internal void Check(bool condition, string broken)
    {
        if (!condition)
            throw new InvalidOperationException($"At {Now}: {broken}. {Describe()}");
    }

    private readonly Dictionary<SimulatedProcess, ManagedProcess> _managed = [];

    private ManagedProcess ManagedOf(SimulatedProcess process) => _managed[process];

    private UniqueIntLease Lease()
    {
        int value = 1;
        while (_integers.Contains(value))
            value++;
        _integers.Add(value);
        return new UniqueIntLease(value, null, released => _integers.Remove(released));
    }

    private T Take<T>(List<T> from)
    {
        int at = _random.Next(from.Count);
        T taken = from[at];
        from.RemoveAt(at);
        return taken;
    }

    private void CheckInvariants()
    {
        foreach (IGrouping<string, SimulatedProcess> same in Alive.GroupBy(process => process.Name))
            Check(same.Count() == 1, $"{same.Key} runs {same.Count()} times");
        foreach (ManagedType type in Engine.Types)
            Check(type.Processes.Values.Count(process => process.IsKept) == type.Wished, $"{type.Name} has another number than wished");
        IEnumerable<int> integers = Managed.Where(process => process.Lease is not null).Select(process => process.Lease!.Value);
        Check(integers.Distinct().Count() == integers.Count(), "two processes have one integer");
        foreach (ManagedProcess process in Managed)
            CheckProcess(process);
        Check(
            Engine.Snapshot.Processes.Select(view => (view.Name, view.State, view.UniqueInt, view.Restarts)).SequenceEqual(
                Managed.Select(process => (process.Name, process.Life.State, process.Lease?.Value, process.Life.Restarts))),
            "the snapshot shows something else");
    }

    private void CheckProcess(ManagedProcess process)
    {
        ProcessLife life = process.Life;
        Check(!(process.IsRetiring && life.State == ProcessState.Stopped), $"{process.Name} was scaled away and is still there");
        Check(!(life.Wanted && life.State == ProcessState.Stopped), $"{process.Name} is wanted and stopped");
        Check(life.Due is null || life.Due > Now, $"a timer of {process.Name} is overdue");
        bool waitsForSomething = life.Due is not null || life.LeaderAlive
            || PendingLaunches.Any(launch => launch.Request.Process == process)
            || PendingSweeps.Any(swept => ManagedOf(swept) == process)
            || life.State == ProcessState.Waiting;
        bool rests = life.State is ProcessState.Stopped or ProcessState.Completed or ProcessState.Failed;
        Check(rests || waitsForSomething, $"{process.Name} waits for nothing");
        Check(!rests || Processes.All(other => other.Name != process.Name || !other.AnythingAlive), $"{process.Name} rests and something of it lives");
    }

    private string Describe() => string.Join(", ", Managed.Select(process => $"{process.Name}: {process.Life}"));
}
