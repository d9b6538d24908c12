using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>
/// The real engine in a world without threads, clocks or processes: the schedule decides what happens next. After every turn the
/// invariants of supervision are checked.
/// </summary>
internal sealed partial class SimulatedWorld : ILaunchDesk, IDisposable
{
    // Instruments are costly to make, and nobody listens here.
    private static readonly SupervisorMetrics Metrics = new(null, () => new SupervisorSnapshot(0, [], []), NullLogger.Instance);

    private readonly Setting _setting;
    private readonly StringBuilder? _log;
    private readonly EventRecord _events;
    private readonly SortedSet<int> _integers = [];
    private readonly Dictionary<string, int> _ports = [];
    private readonly Dictionary<string, int> _ends = [];
    private List<SimulatedType> _types;
    private string? _broken;
    private bool _isTurnOpen;
    private int _lastVersion = 1;
    private int _lastId;

    internal SimulatedWorld(Setting setting, StringBuilder? log)
    {
        (_setting, _log) = (setting, log);
        _types = [.. setting.Types];
        Model = new ReferenceModel(_types);
        var hub = new EventHub(TimeProvider.System);
        _events = new EventRecord(hub);
        Engine = new SupervisorEngine(new EngineSettings(
            setting.Plan(_types), this, hub, Metrics, TimeProvider.System, () => 0.5, setting.ConcurrentStarts, new FailureLog(this)));
    }

    internal SupervisorEngine Engine { get; }

    internal ReferenceModel Model { get; }

    internal TimeSpan Now { get; private set; }

    internal int Turns { get; private set; }

    internal bool IsAbandoned { get; private set; }

    /// <summary>Starts that wait for their answer.</summary>
    internal List<LaunchRequest> Launches { get; } = [];

    /// <summary>Ends that the supervisor has yet to hear of.</summary>
    internal List<(SimulatedProcess Process, ProcessExit Exit)> Exits { get; } = [];

    /// <summary>Looks for left-overs that wait for their answer.</summary>
    internal List<SimulatedProcess> Sweeps { get; } = [];

    /// <summary>Who waits for a process to be ready.</summary>
    internal List<SimulatedWatch> Watches { get; } = [];

    internal int OpenWatches { get; set; }

    /// <summary>Everything that was started and has not been let go.</summary>
    internal List<SimulatedProcess> Processes { get; } = [];

    internal IEnumerable<ManagedProcess> Managed => Engine.Types.SelectMany(type => type.Processes.Values);

    public void Start(LaunchRequest request, SupervisorEngine engine)
    {
        Require(Processes.TrueForAll(process => process.Name != request.Process.Name), $"{request.Process.Name} starts while something of it is left");
        Require(Launches.TrueForAll(launch => launch.Process.Name != request.Process.Name), $"{request.Process.Name} is started twice");
        Require(Launches.Count < _setting.ConcurrentStarts, "more starts are under way than allowed");
        Require(!IsAbandoned, $"{request.Process.Name} is started after the end");
        int version = VersionOf(request);
        Require(
            Model.Find(request.Process.Type.Name) is not { } type || type.Definition.Version == version,
            $"{request.Process.Name} is started from version {version} of the Procfile");
        Launches.Add(request);
    }

    public void Dispose() => _events.Dispose();

    /// <summary>Remembers what is wrong; whoever finds it may be in the midst of the engine, which catches exceptions.</summary>
    internal void Break(string broken) => _broken ??= broken;

    internal void Require(bool condition, string broken)
    {
        if (!condition)
            Break(broken);
    }

    internal void Log(string text) => _log?.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Now.TotalSeconds,9:0.###} s  {text}\n");

    /// <summary>Has the engine do something. A turn is over when no step is joined to it any more.</summary>
    internal void Do(Action work, bool isJoined = false)
    {
        Engine.Now = Now;
        Model.Moment++;
        _isTurnOpen = true;
        work();
        if (!isJoined)
            EndTurn();
    }

    internal void Advance(TimeSpan time, bool isJoined = false)
    {
        EndTurn();
        Now += time;
        Log($"+{time.TotalSeconds:0.###} s");
        Do(() => { }, isJoined);
    }

    internal void EndTurn()
    {
        if (!_isTurnOpen)
            return;
        _isTurnOpen = false;
        Turns++;
        Engine.Tick();
        Engine.Conclude();
        CheckTurn();
    }

    internal void Exit(SimulatedProcess process, ProcessExit exit)
    {
        process.End();
        Exits.Add((process, exit));
    }

    private static int VersionOf(LaunchRequest request) => int.Parse(
        request.Rules.Definition.Command.AsSpan("serve ".Length), System.Globalization.CultureInfo.InvariantCulture);

    private UniqueIntLease Lease()
    {
        int value = 1;
        while (_integers.Contains(value))
            value++;
        _integers.Add(value);
        return new UniqueIntLease(value, null, released => Require(_integers.Remove(released), $"the integer {released} is given back twice"));
    }
}
