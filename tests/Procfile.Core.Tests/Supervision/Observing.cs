using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>What can be seen of a supervisor from outside, and that whoever looks cannot harm it.</summary>
public sealed class Observing
{
    [Fact(Timeout = 60_000)]
    public async Task Whoever_hears_of_something_finds_it_in_the_snapshot()
    {
        await using var fixture = new FakeFixture("web: serve\n");
        ProcessSupervisor supervisor = fixture.Supervisor;
        IAsyncEnumerable<SupervisorEvent> events = supervisor.WatchAsync();
        await supervisor.StartAsync();
        fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running, Restarts: 1 });
        await supervisor.StopAsync();
        await supervisor.DisposeAsync();

        List<SupervisorEvent> happened = [];
        await foreach (SupervisorEvent next in events)
        {
            Assert.True(supervisor.GetSnapshot().Version >= next.Version);
            happened.Add(next);
        }

        Assert.Equal(happened.Select(next => next.Version).Order(), happened.Select(next => next.Version));
        Assert.Equal(2, happened.Count(next => next.Kind == SupervisorEventKind.Started));
        Assert.Equal(2, happened.Count(next => next.Kind == SupervisorEventKind.Exited));
        SupervisorEvent[] states = [.. happened.Where(next => next.Kind == SupervisorEventKind.StateChanged)];
        Assert.Equal(states[..^1].Select(next => next.State), states[1..].Select(next => next.PreviousState));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_happens_is_measured_by_the_conventions()
    {
        var measured = new ConcurrentBag<(string Name, string? Unit, double Value, string Tags)>();
        using var factory = new TestMeterFactory();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == factory)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();

        await using var fixture = new FakeFixture("web: serve\nworker: work\n", options =>
        {
            options.MeterFactory = factory;
            options.OptionsFor("web").Readiness = Readiness.After(TimeSpan.FromMilliseconds(1));
        });
        fixture.Launcher.Refuse = spec => spec.Name == "worker.1" ? new LaunchFailure(LaunchFailureKind.CommandNotFound, "not there") : null;
        await fixture.Supervisor.StartAsync();
        fixture.Launcher.Running.Single().Exit(ProcessExit.BySignal(9));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running, Restarts: 1 });
        listener.RecordObservableInstruments();
        await fixture.Supervisor.StopAsync();

        Assert.Equal(2, Sum(SupervisorMeter.Starts, "procfile.process.type=web"));
        Assert.Equal(1, Sum(SupervisorMeter.Exits, "procfile.process.exit=signal KILL,procfile.process.type=web"));
        Assert.Equal(1, Sum(SupervisorMeter.Restarts, "procfile.process.type=web"));
        Assert.True(Sum(SupervisorMeter.LaunchFailures, "error.type=CommandNotFound,procfile.process.type=worker") >= 1);
        Assert.Equal(1, Sum(SupervisorMeter.Processes, "procfile.process.state=running,procfile.process.type=web"));
        Assert.Equal(1, Sum(SupervisorMeter.Wished, "procfile.process.type=worker"));
        Assert.Equal(2, measured.Count(one => one is { Name: SupervisorMeter.ReadyDuration, Unit: "s", Value: > 0 }));
        Assert.Equal(1, measured.Count(one => one is { Name: SupervisorMeter.StopDuration, Unit: "s" }));

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => measured.Add(
            (instrument.Name, instrument.Unit, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))));

        double Sum(string name, string tags) => measured.Where(one => one.Name == name && one.Tags == tags).Sum(one => one.Value);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_listener_of_the_meter_that_throws_stops_nothing()
    {
        using var factory = new TestMeterFactory();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == factory)
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException("broken listener"));
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException("broken listener"));
        listener.Start();
        await using var fixture = new FakeFixture("web: serve\n", options => options.MeterFactory = factory);
        await fixture.Supervisor.StartAsync();
        fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running, Restarts: 1 });
        await fixture.Supervisor.StopAsync();
        Assert.Empty(fixture.Launcher.Running);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_not_as_it_should_be_is_seen_with_its_reason()
    {
        await using var fixture = new FakeFixture("web: serve\nworker: work\nonce: migrate\n", options =>
        {
            options.OptionsFor("once").RestartPolicy = RestartPolicy.Never;
            options.OptionsFor("worker").RestartPolicy = RestartPolicy.Always with { Backoff = Backoff.Default with { Initial = TimeSpan.FromHours(1), Cap = TimeSpan.FromHours(1) } };
            options.OptionsFor("web").RestartPolicy = RestartPolicy.Always with { Backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(1), Factor = 1 } };
        });
        await fixture.Supervisor.StartAsync();
        Exit("once.1", ProcessExit.WithCode(2));
        Exit("worker.1", ProcessExit.BySignal(11));
        await fixture.UntilAsync(snapshot => snapshot["worker.1"] is { State: ProcessState.Running, Restarts: 1 });
        Exit("worker.1", ProcessExit.BySignal(11));
        for (int end = 1; end <= 5; end++)
        {
            Exit("web.1", ProcessExit.WithCode(1));
            await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running } web && web.Restarts == end);
        }

        ProcessSnapshot once = fixture["once.1"], worker = fixture["worker.1"], web = fixture["web.1"];
        Assert.Equal((ProcessState.Failed, ProcessHealth.Unhealthy, "ended with code 2"), (once.State, once.Health, once.Problem));
        Assert.Equal((ProcessState.Backoff, ProcessHealth.Degraded, "ended with signal SEGV, 2 times in a row"), (worker.State, worker.Health, worker.Problem));
        Assert.NotNull(worker.NextRestartAt);
        Assert.Equal((ProcessState.Running, ProcessHealth.Unhealthy, "ended with code 1, 5 times in a row"), (web.State, web.Health, web.Problem));

        void Exit(string name, ProcessExit exit) => fixture.Launcher.Running.Single(process => process.Spec.Name == name).Exit(exit);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_with_a_limit_kills_by_then_and_tightens_a_stop_under_way()
    {
        await using var fixture = new FakeFixture("web: serve\n", options => options.StopSequence = StopSequence.Parse("term, 3600, kill"));
        fixture.Launcher.Signalled = (process, signal) =>
        {
            if (signal == ProcessSignal.Kill)
                process.Exit(ProcessExit.BySignal(9));
        };
        await fixture.Supervisor.StartAsync();
        FakeProcess web = fixture.Launcher.Running.Single();
        Task slow = fixture.Supervisor.StopAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Stopping });
        await fixture.Supervisor.StopAsync(TimeSpan.FromMilliseconds(20));
        await slow;
        Assert.Equal(["TERM", "CONT", "KILL"], web.Signals.Select(signal => signal.Name));
    }

    private sealed class TestMeterFactory : IMeterFactory
    {
        private readonly List<Meter> _meters = [];

        public Meter Create(MeterOptions options)
        {
            options.Scope = this;
            var meter = new Meter(options);
            _meters.Add(meter);
            return meter;
        }

        public void Dispose() => _meters.ForEach(meter => meter.Dispose());
    }
}
