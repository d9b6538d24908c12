using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>One random schedule: requests, ends, failures and the passing of time in an order that a seed decides.</summary>
internal sealed class Schedule
{
    private const int Steps = 120;

    private readonly Random _random;
    private readonly SimulatedWorld _world;
    private readonly ExitBehavior _onExit;
    private bool _calm;

    private Schedule(int seed)
    {
        _random = new Random(seed);
        _onExit = _random.Next(6) switch { 0 => ExitBehavior.StopAll, 1 => ExitBehavior.Ignore, _ => ExitBehavior.Restart };
        IRestartPolicy policy = _random.Next(5) switch
        {
            0 => RestartPolicy.OnFailure,
            1 => RestartPolicy.Never,
            2 => RestartPolicy.Always with { Limit = 3 },
            _ => RestartPolicy.Always,
        };
        _world = new SimulatedWorld(_random, _onExit, policy);
    }

    internal static void Run(int seed)
    {
        var schedule = new Schedule(seed);
        try
        {
            schedule.Play();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Schedule {seed}: {exception.Message}"), exception);
        }
    }

    private void Play()
    {
        _world.Ask(_world.Engine.StartAll);
        for (int step = 0; step < Steps; step++)
            Step();

        ComeToRest(expectEnd: false);
        CheckFormation();
        _world.Ask(operation => _world.Engine.StopAll(operation, TimeSpan.MaxValue));
        ComeToRest(expectEnd: true);
        CheckNothingLeft();
    }

    private void Step()
    {
        switch (_random.Next(14))
        {
            case 0 or 1 or 2 or 3:
                LetWorldMove();
                break;
            case 4 or 5 when _world.Alive.Any():
                SimulatedProcess process = Pick([.. _world.Alive]);
                process.Leftovers = _random.Next(4) == 0 ? _random.Next(3) : 0;
                _world.Exit(process, _random.Next(2) == 0 ? ProcessExit.WithCode(_random.Next(3)) : ProcessExit.BySignal(9));
                break;
            case 6 or 7:
                PassTime();
                break;
            case 8:
                _world.DeliverStale();
                break;
            case 9:
                _world.Ask(operation => _world.Engine.Scale(operation, Type(), current => Math.Min(6, _random.Next(2) == 0 ? _random.Next(5) : current + _random.Next(-2, 3))));
                break;
            case 10:
                _world.Ask(_random.Next(2) == 0 ? operation => _world.Engine.Pause(operation, Type()) : operation => _world.Engine.Resume(operation, Type()));
                break;
            case 11:
                _world.Ask(operation => _world.Engine.Restart(operation, Name(), null));
                break;
            case 12:
                _world.Ask(_random.Next(2) == 0 ? operation => _world.Engine.Stop(operation, Name()) : operation => _world.Engine.Start(operation, Name()));
                break;
            case 13:
                _world.Ask(_random.Next(4) switch { 0 => _world.Engine.KillAll, 1 => operation => _world.Engine.StopAll(operation, TimeSpan.MaxValue), _ => _world.Engine.StartAll });
                break;
        }
    }

    private void LetWorldMove()
    {
        if (_world.HasPendingExits && _random.Next(2) == 0)
            _world.DeliverExit();
        else if (_world.PendingSweeps.Count > 0 && _random.Next(2) == 0)
            _world.DeliverSweep();
        else if (_world.PendingLaunches.Count > 0)
            _world.DeliverLaunch(Failure, Make);
    }

    private void PassTime()
    {
        TimeSpan? due = _world.Engine.Due;
        bool toDue = due is not null && _random.Next(3) > 0;
        _world.Advance(toDue ? TimeSpan.FromTicks(Math.Max(0, (due!.Value - _world.Now).Ticks)) : TimeSpan.FromMilliseconds(_random.Next(1, 4000)));
    }

    /// <summary>The world becomes kind: starts succeed, TERM ends what gets it, nothing crashes. Then everything must come to rest.</summary>
    private void ComeToRest(bool expectEnd)
    {
        _calm = true;
        foreach (SimulatedProcess process in _world.Processes)
            process.Unkillable = false;
        for (int turn = 0; turn < 10_000; turn++)
        {
            if (_world.HasPendingExits)
                _world.DeliverExit();
            else if (_world.PendingSweeps.Count > 0)
                _world.DeliverSweep();
            else if (_world.PendingLaunches.Count > 0)
                _world.DeliverLaunch(() => null, Make);
            else if (_world.Managed.FirstOrDefault(process => process.Life is { State: ProcessState.Stuck, LeaderAlive: true }) is { } stuck)
                _world.Exit(_world.Alive.Single(process => process.Name == stuck.Name), ProcessExit.BySignal(9));
            else if (_world.Managed.Any(process => !process.Life.IsSettled || (process.Life.State is ProcessState.Backoff or ProcessState.Stuck)) && _world.Engine.Due is { } due)
                RelentAt(due);
            else
                return;
        }

        _world.Check(false, expectEnd ? "the end is never reached" : "the world never comes to rest");
    }

    private void RelentAt(TimeSpan due)
    {
        // Nothing can be waited for longer than this: what survived KILL dies of it at last.
        foreach (SimulatedProcess process in _world.Processes.Where(process => process.Released is false && !process.LeaderAlive))
            process.Leftovers = _random.Next(2) == 0 ? 0 : process.Leftovers;
        _world.Advance(TimeSpan.FromTicks(Math.Max(0, (due - _world.Now).Ticks)));
    }

    private void CheckFormation()
    {
        _world.Check(_world.OpenOperations == 0, $"{_world.OpenOperations} waits never end");
        foreach (ManagedProcess process in _world.Managed)
        {
            bool right = process.Life.Wanted
                ? process.Life.State is ProcessState.Running or ProcessState.Completed or ProcessState.Failed
                : process.Life.State is ProcessState.Stopped;
            _world.Check(right, $"{process.Name} is {process.Life.State} and {(process.Life.Wanted ? "wanted" : "not wanted")}");
            _world.Check(process.Life.State != ProcessState.Running || _world.Alive.Count(other => other.Name == process.Name) == 1, $"{process.Name} is said to run");
        }

        _world.Check(_world.Alive.Count() == _world.Managed.Count(process => process.Life.State == ProcessState.Running), "something runs that nobody knows");
    }

    private void CheckNothingLeft()
    {
        _world.Check(_world.OpenOperations == 0, $"{_world.OpenOperations} waits never end");
        _world.Check(_world.Processes.All(process => !process.AnythingAlive && process.Released), "something is left");
        _world.Check(_world.Managed.All(process => process.Life.State == ProcessState.Stopped), "something has not stopped");
        _world.Check(_world.LeasedIntegers == 0, "an integer was not given back");
        _world.Check(_world.Engine.Ended.IsCompleted, "the end is not told");
        _world.Check(_world.Engine.Due is null, "a timer is left");
    }

    private LaunchFailure? Failure() => _random.Next(8) switch
    {
        0 => new LaunchFailure(LaunchFailureKind.ResourcesExhausted, "no more processes"),
        1 => new LaunchFailure(LaunchFailureKind.CommandNotFound, "not there"),
        _ => null,
    };

    private SimulatedProcess Make(LaunchRequest request) => new(_world, request.Process.Name, request.Incarnation)
    {
        Stubborn = !_calm && _random.Next(5) == 0,
        Unkillable = !_calm && _random.Next(40) == 0,
    };

    private string Type() => Pick(SimulatedWorld.TypeNames);

    private string Name() => _random.Next(3) switch { 0 => "*", 1 => Type(), _ => $"{Type()}.{_random.Next(1, 4)}" };

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
