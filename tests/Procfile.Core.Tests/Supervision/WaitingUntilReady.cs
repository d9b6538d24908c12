using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A process with a readiness probe is Starting until the probe says so.</summary>
public sealed class WaitingUntilReady
{
    [Fact(Timeout = 60_000)]
    public async Task A_start_ends_when_the_process_is_ready_and_not_before()
    {
        var probe = new ManualProbe();
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = probe);
        Task<OperationResult> start = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Starting });
        Assert.False(start.IsCompleted);
        ProcessSnapshot starting = fixture["web.1"];
        Assert.Equal((ProcessHealth.Degraded, "not ready yet"), (starting.Health, starting.Problem));

        probe.BecomeReady();
        ProcessSnapshot ready = Assert.Single((await start).Processes);
        Assert.Equal((ProcessState.Running, ProcessHealth.Healthy, null), (ready.State, ready.Health, ready.Problem));
    }

    [Fact(Timeout = 60_000)]
    public async Task Whatever_a_probe_throws_means_not_yet_and_shows_as_the_problem()
    {
        int asked = 0;
        var probe = new AskedProbe((_, _) => ++asked < 3 ? throw new InvalidOperationException("database is away") : Task.CompletedTask);
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = probe);
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        Task<OperationResult> start = fixture.Supervisor.StartAsync();
        await start;
        Assert.Equal(3, asked);
        await foreach (SupervisorEvent happened in events)
        {
            if (happened.Kind == SupervisorEventKind.Ready)
                break;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_reason_of_the_probe_stands_in_the_snapshot()
    {
        var probe = new AskedProbe((_, _) => throw new InvalidOperationException("database is away"));
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = probe);
        _ = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]?.Problem == "not ready: database is away");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_is_not_ready_in_time_is_stopped_and_started_again_as_after_a_failure()
    {
        await using var fixture = new FakeFixture("web: serve\n", options =>
        {
            options.OptionsFor("web").Readiness = new ManualProbe();
            options.OptionsFor("web").ReadinessLimit = TimeSpan.FromMilliseconds(50);
            options.RestartPolicy = RestartPolicy.OnFailure;
        });
        // It ends well when it is asked to; that it was never ready is a failure all the same.
        fixture.Launcher.Signalled = (process, signal) =>
        {
            if (signal == ProcessSignal.Term)
                process.Exit(ProcessExit.WithCode(0));
        };
        Task start = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Backoff });
        await start;
        Assert.Equal("was not ready in time, 2 times in a row", fixture["web.1"].Problem);
        Assert.Equal(ProcessSignal.Term, fixture.Launcher.Started[0].Signals[0]);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_for_an_incarnation_that_is_over_counts_for_nothing()
    {
        var probe = new ManualProbe { Deaf = true };
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = probe);
        _ = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Starting } && probe.Asked == 1);
        fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Starting, Restarts: 1 } && probe.Asked == 2);
        probe.BecomeReady(1);
        // Asked on the supervisor's thread, so behind the late answer.
        await fixture.Supervisor.SignalAsync("web", ProcessSignal.Cont);
        Assert.Equal(ProcessState.Starting, fixture["web.1"].State);
        probe.BecomeReady(2);
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running });
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_does_not_wait_for_the_probe_and_the_probe_is_told()
    {
        var probe = new ManualProbe();
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = probe);
        Task start = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(_ => probe.Asked == 1);
        await fixture.Supervisor.StopAsync();
        await start;
        await probe.Cancelled;
        Assert.Equal(ProcessState.Stopped, fixture["web.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_probe_that_blocks_its_thread_stops_nothing_else()
    {
        using var release = new ManualResetEventSlim();
        var probe = new AskedProbe((_, _) =>
        {
            release.Wait(CancellationToken.None);
            return Task.CompletedTask;
        });
        await using var fixture = new FakeFixture("web: serve\nworker: work\n", options => options.OptionsFor("web").Readiness = probe);
        _ = fixture.Supervisor.StartAsync();
        await fixture.Supervisor.RestartAsync("worker");
        await fixture.Supervisor.StopAsync("web");
        Assert.Equal(ProcessState.Stopped, fixture["web.1"].State);
        release.Set();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_takes_long_to_be_ready_holds_up_the_starts_of_others_for_5_s_only()
    {
        var time = new FakeTimeProvider();
        await using var fixture = new FakeFixture("slow: serve\nweb: serve\n", options =>
        {
            options.ConcurrentStarts = 1;
            options.TimeProvider = time;
            options.OptionsFor("slow").Readiness = new ManualProbe();
        });
        _ = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["slow.1"] is { State: ProcessState.Starting });
        time.Advance(TimeSpan.FromSeconds(4.9));
        await fixture.Supervisor.SignalAsync("slow", ProcessSignal.Cont);
        Assert.Equal(ProcessState.Waiting, fixture["web.1"].State);
        time.Advance(TimeSpan.FromSeconds(0.2));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running });
        Assert.Equal(ProcessState.Starting, fixture["slow.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_probe_finds_a_line_that_was_written_before_it_looked()
    {
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = Readiness.Line("^Listening on [0-9]+$"));
        fixture.Launcher.Launched = process => process.Write("booting\r\nListening on 5000\r\n"u8);
        Assert.Equal(ProcessState.Running, Assert.Single((await fixture.Supervisor.StartAsync()).Processes).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_probe_finds_a_line_that_comes_later_in_pieces()
    {
        await using var fixture = new FakeFixture("web: serve\n", options => options.OptionsFor("web").Readiness = Readiness.Line("^ready$"));
        Task start = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Starting });
        FakeProcess process = fixture.Launcher.Running.Single();
        process.Write("almost ready\nnot ready yet\n"u8);
        process.Write("ready\n"u8);
        await start;
    }
}
