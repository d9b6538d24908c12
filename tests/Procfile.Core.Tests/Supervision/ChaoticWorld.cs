using System.Collections.Immutable;
using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Launching;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A supervisor of fifty ill-behaved processes, and somebody who does everything to them that can be done.</summary>
internal sealed class ChaoticWorld : IAsyncDisposable
{
    private static readonly ImmutableArray<(string Name, int Count, string Command)> Types =
    [
        ("plain", 20, "exec sleep NUMBER"),
        ("tree", 10, "sleep NUMBER & sleep NUMBER & wait"),
        ("deaf", 8, "trap '' TERM HUP; while :; do sleep 1; done # NUMBER"),
        ("escapee", 6, "(setsid sleep NUMBER &); exec sleep NUMBER"),
        ("numbered", 6, "exec sleep NUMBER.{{UNIQUE_INT}}"),
    ];

    private readonly Random _random = new(20_261_125);
    private readonly NumberedProcesses _processes;
    private readonly DirectoryInfo _integers = Directory.CreateTempSubdirectory("procfile-test-");
    private readonly Dictionary<string, (int Count, int? Paused)> _wished = Types.ToDictionary(type => type.Name, type => (type.Count, (int?)null));
    private readonly List<Task> _requests = [];
    private readonly ProcessSupervisor _supervisor;
    private int _version, _done, _kills;

    internal ChaoticWorld(NumberedProcesses processes)
    {
        _processes = processes;
        _supervisor = new ProcessSupervisor(Plan());
        _requests.Add(_supervisor.StartAsync());
    }

    /// <summary>Does what comes to mind, for a while.</summary>
    internal async Task RageAsync(TimeSpan length)
    {
        using var end = new CancellationTokenSource(length);
        while (!end.IsCancellationRequested)
        {
            _done++;
            _requests.Add(Ask());
            await Task.Delay(_random.Next(20));
        }
    }

    /// <summary>Brings everything back, and looks whether it is.</summary>
    internal async Task CalmDownAsync(TimeSpan limit)
    {
        foreach ((string name, int count, _) in Types)
        {
            _wished[name] = (count, null);
            _requests.Add(_supervisor.ScaleAsync(name, ScaleChange.To(count)));
        }

        _requests.Add(_supervisor.StartAsync());
        await Task.WhenAll(_requests).WaitAsync(limit);
        _requests.Clear();
        string problem = "";
        try
        {
            await NumberedProcesses.UntilAsync(() => (problem = FindProblem()) == "");
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"It never becomes quiet: {problem}");
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_done} requests, {_kills} kills, {_supervisor.GetSnapshot().Processes.Sum(process => process.Restarts)} restarts of those that are there");

    public async ValueTask DisposeAsync()
    {
        await _supervisor.KillAsync();
        await _supervisor.DisposeAsync();
        _integers.Delete(recursive: true);
    }

    private Task Ask()
    {
        string type = Types[_random.Next(Types.Length)].Name;
        string name = _random.Next(3) == 0 ? type : $"{type}.{_random.Next(1, 12)}";
        if (_supervisor.GetSnapshot()[name] is null)
            name = type;
        switch (_random.Next(16))
        {
            case < 5:
                KillSomething();
                return Task.CompletedTask;
            case 5 or 6:
                int count = _random.Next(0, 14);
                _wished[type] = (count, null);
                return _supervisor.ScaleAsync(type, ScaleChange.To(count));
            case 7:
                return _supervisor.PauseAsync(type);
            case 8:
                return _supervisor.ResumeAsync(type);
            case 9:
                return _supervisor.StopAsync(name);
            case 10 or 11:
                return _supervisor.StartAsync(name);
            case 12 or 13:
                return _supervisor.RestartAsync(name, (RestartMode)_random.Next(4));
            case 14 when _random.Next(8) == 0:
                return _random.Next(2) == 0 ? _supervisor.KillAsync() : _supervisor.StopAsync(TimeSpan.FromMilliseconds(_random.Next(500)));
            case 14:
                return _supervisor.SignalAsync(name, _random.Next(2) == 0 ? ProcessSignal.Hup : ProcessSignal.Cont);
            default:
                _version++;
                return _supervisor.ReloadAsync(Plan());
        }
    }

    /// <summary>One process of ours, leader or child, or the whole group of it.</summary>
    private void KillSomething()
    {
        int[] living = _processes.Living();
        if (living.Length == 0)
            return;
        int id = living[_random.Next(living.Length)];
        bool group = _random.Next(3) == 0 && ProcEntry.TryRead(id, out ProcEntry entry) && entry.Group == id;
        _kills++;
        _ = Libc.Kill(group ? -id : id, ProcessSignal.Kill.Number);
    }

    /// <summary>What differs between what is wished, what is shown, and what runs.</summary>
    private string FindProblem()
    {
        SupervisorSnapshot snapshot = _supervisor.GetSnapshot();
        if (snapshot.Processes.FirstOrDefault(process => process.State != ProcessState.Running || process.IsStandIn) is { } unready)
            return $"{unready.Name} is {unready.State}: {unready.Problem}";
        foreach ((string name, int count, _) in Types)
        {
            if (snapshot.Processes.Count(process => process.Type == name) != count)
                return $"there are not {count} of {name}";
        }

        int[] shown = [.. snapshot.Processes.Select(process => process.ProcessId!.Value).Order()];
        int[] leaders = [.. _processes.Living().Where(id => ProcEntry.TryRead(id, out ProcEntry entry) && entry.IsAlive && entry.Parent == Environment.ProcessId).Order()];
        if (!shown.SequenceEqual(leaders))
            return $"{string.Join(' ', shown.Except(leaders))} are shown and do not run, {string.Join(' ', leaders.Except(shown))} run and are not shown";
        int?[] integers = [.. snapshot.Processes.Where(process => process.Type == "numbered").Select(process => process.UniqueInt)];
        return integers.Distinct().Count() == integers.Length ? "" : "two have one integer";
    }

    private ProcessPlan Plan()
    {
        var options = new SupervisorOptions
        {
            Formation = Formation.Parse(string.Join(',', Types.Select(type => $"{type.Name}={type.Count}"))),
            UniqueInts = new UniqueIntRegistry { Directory = _integers.FullName },
            RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { Initial = TimeSpan.FromMilliseconds(20), Cap = TimeSpan.FromMilliseconds(300) } },
        };
        int changed = _version % Types.Length;
        for (int i = 0; i < Types.Length; i++)
        {
            ProcessTypeOptions type = options.OptionsFor(Types[i].Name);
            type.Environment["VERSION"] = (i == changed ? _version : 0).ToString(CultureInfo.InvariantCulture);
            type.StopSequence = StopSequence.Parse("term, 0.3, kill");
            type.Readiness = Readiness.After(TimeSpan.FromMilliseconds(10));
            type.RestartMode = (RestartMode)(_version % 3);
            type.RestartSignal = ProcessSignal.Hup;
        }

        return new ProcessPlan(Types.Select((type, position) => new ProcessType(type.Name, _processes.In(type.Command), position)), options);
    }
}
