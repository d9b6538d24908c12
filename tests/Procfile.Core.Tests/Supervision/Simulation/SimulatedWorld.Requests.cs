using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>What is asked of the supervisor, and of the model alike.</summary>
internal sealed partial class SimulatedWorld
{
    /// <summary>Whether a signal is somebody's, and no step of a stop sequence.</summary>
    internal bool IsSignalling { get; private set; }

    internal void StartAll(bool isJoined = false)
    {
        Model.StartAll();
        Ask("start", "*", Engine.StartAll, null, isJoined);
    }

    internal void StopAll(TimeSpan limit, bool isJoined = false)
    {
        Model.StopAll();
        LimitStops(limit);
        Ask($"stop within {limit}", "*", operation => Engine.StopAll(operation, limit), null, isJoined);
    }

    internal void KillAll(bool isJoined = false)
    {
        Model.StopAll();
        LimitStops(TimeSpan.Zero);
        Ask("kill", "*", Engine.KillAll, null, isJoined);
    }

    internal void Start(string name, bool isJoined)
    {
        Model.Start(name);
        Ask($"start {name}", name, operation => Engine.Start(operation, name), null, isJoined);
    }

    internal void Stop(string name, bool isJoined)
    {
        Model.Stop(name);
        Ask($"stop {name}", name, operation => Engine.Stop(operation, name, Timeout.InfiniteTimeSpan), null, isJoined);
    }

    internal void Restart(string name, RestartMode? mode, bool isJoined)
    {
        Model.Restart(name, mode);
        Ask($"restart {name} {mode}", name, operation => Engine.Restart(operation, name, mode), null, isJoined, replaces: true);
    }

    internal void Scale(IReadOnlyList<ScaleRequest> requests, bool isJoined)
    {
        var changes = new WishedChange();
        string[] names = [.. requests.Select(request => request.Type)];
        if (!IsThere(names, operation => Engine.Scale(operation, requests)))
            return;
        Model.Scale(requests, changes);
        AskForCounts($"scale {string.Join(',', requests)}", names, operation => Engine.Scale(operation, requests), changes, isJoined);
    }

    internal void Pause(string name, bool isJoined)
    {
        var changes = new WishedChange();
        if (!IsThere([name], operation => Engine.Pause(operation, name)))
            return;
        Model.Pause(name, changes);
        AskForCounts($"pause {name}", [name], operation => Engine.Pause(operation, name), changes, isJoined);
    }

    internal void Resume(string name, bool isJoined)
    {
        var changes = new WishedChange();
        if (!IsThere([name], operation => Engine.Resume(operation, name)))
            return;
        Model.Resume(name, changes);
        AskForCounts($"resume {name}", [name], operation => Engine.Resume(operation, name), changes, isJoined);
    }

    internal void Reload(int what, int which, bool isJoined)
    {
        _types = NextTypes(what, which);
        foreach (SimulatedType type in _types)
            _lastVersion = Math.Max(_lastVersion, type.Version);
        // A type that comes back may find its place, and its ports, taken.
        foreach (WishedType gone in Model.Types.Where(type => _types.TrueForAll(next => next.Name != type.Name)))
            _portless.Add(gone.Name);
        var changes = new WishedChange();
        Model.Reload(_types, changes);
        ProcessPlan plan = _setting.Plan(_types);
        Ask($"reload {string.Join(", ", _types)}", "", operation => Engine.Reload(operation, plan), changes, isJoined);
    }

    internal void Signal(string name, ProcessSignal signal, bool isJoined)
    {
        Log($"signal {signal} to {name}");
        Do(
            () =>
            {
                IsSignalling = true;
                Engine.Signal(name, signal);
                IsSignalling = false;
            },
            isJoined);
    }

    /// <summary>The supervisor ends in the midst of everything.</summary>
    internal void Abandon()
    {
        EndTurn();
        Log("the supervisor ends");
        IsAbandoned = IsSignalling = true;
        Engine.Abandon();
    }

    private void Ask(string text, string name, Action<Operation> request, WishedChange? change, bool isJoined, bool replaces = false)
    {
        Log(text);
        var completion = new TaskCompletionSource<OperationResult>();
        // Nobody starts what is being scaled away, or stands in for others.
        bool starts = text.StartsWith("start", StringComparison.Ordinal) || text.StartsWith("restart", StringComparison.Ordinal);
        List<ManagedProcess> about =
            [.. Managed.Where(process => (process.IsKept || !starts) && ReferenceModel.Matches(name, process.Type.Name, process.Index))];
        _operations.Add(new AskedFor(completion.Task, text, change)
        {
            Unsettled = about,
            ToBeReplaced = replaces ? [.. about.Where(process => process.IsKept).Select(process => (process, process.Life.Incarnation))] : [],
        });
        Do(
            () =>
            {
                request(new Operation(completion));
                LiftLimits();
            },
            isJoined);
    }

    private void AskForCounts(string text, string[] names, Action<Operation> request, WishedChange change, bool isJoined)
    {
        Log(text);
        var completion = new TaskCompletionSource<OperationResult>();
        var asked = new AskedFor(completion.Task, text, change) { WaitsForNoMore = true };
        _operations.Add(asked);
        Do(
            () =>
            {
                request(new Operation(completion));
                foreach (ManagedType type in Engine.Types.Where(type => IsAbout(names, type.Name)))
                    asked.Unsettled.AddRange(type.Processes.Values.Where(process => !change.Touches(type.Name) || change.Has(process.Name)));
                LiftLimits();
            },
            isJoined);
    }

    /// <summary>A type that a reload has taken away is refused, also while its last processes are still being stopped, and with it all else.</summary>
    private bool IsThere(string[] names, Action<Operation> request)
    {
        if (Array.TrueForAll(names, name => Model.Types.Any(type => ReferenceModel.MatchesType(name, type.Name))))
            return true;
        string text = string.Join(", ", names);
        try
        {
            request(new Operation(new TaskCompletionSource<OperationResult>()));
            Break($"not all of {text} are there and nobody says so");
        }
        catch (ArgumentException)
        {
            Log($"not all of {text} are there");
        }

        return false;
    }

    private bool IsAbout(string[] names, string type) =>
        Model.Find(type) is not null && Array.Exists(names, name => ReferenceModel.MatchesType(name, type));

    private void LimitStops(TimeSpan limit)
    {
        if (limit == TimeSpan.MaxValue)
            return;
        foreach (SimulatedProcess process in Processes)
        {
            if (limit == TimeSpan.Zero)
                process.Stop.Kill(Now);
            process.Stop.MayKillEarly = true;
            if (Now + limit < process.Stop.KillBy)
                process.Stop.KillBy = Now + limit;
        }

        foreach (LaunchRequest launch in Launches)
            _limited.Add(launch.Process);
    }

    /// <summary>Who is wanted again is not hurried any more.</summary>
    private void LiftLimits()
    {
        foreach (SimulatedProcess process in Processes)
        {
            if (process.Managed.Life.Wanted)
                process.Stop.KillBy = TimeSpan.MaxValue;
        }
    }

    // Those that a reload has taken away at some time.
    private readonly HashSet<string> _portless = [];

    // Those that were being started when a stop was limited: what comes of them may be killed early too.
    private readonly HashSet<ManagedProcess> _limited = [];

    private List<SimulatedType> NextTypes(int what, int which)
    {
        List<SimulatedType> next = [.. _types];
        int at = which % next.Count;
        int version = _lastVersion + 1;
        switch (what % (_setting.IsGentle ? 3 : 10))
        {
            case 0 or 1:
                next[at] = next[at] with { Version = version };
                break;
            case 2:
                next[at] = next[at] with { Count = which % 4 };
                break;
            case 3 when next.Count > 1:
                next.RemoveAt(at);
                break;
            case 4 or 5:
                string name = Setting.TypeNames.FirstOrDefault(name => next.TrueForAll(type => type.Name != name)) ?? "";
                if (name != "")
                    next.Insert(at, new SimulatedType(name) { Version = version, Count = which % 4, Mode = (RestartMode)(which % 3), HasProbe = which % 5 < 3 });
                break;
            case 6:
                next[at] = next[at] with { Version = version, Mode = (RestartMode)(which % 4), RestartOnReload = which % 3 > 0, HasProbe = which % 5 < 3 };
                break;
            case 7:
                next.Reverse();
                break;
            case 8:
                next = [.. next.Select(type => type with { Version = version, Count = (type.Count + which) % 4 })];
                break;
        }

        return next;
    }
}
