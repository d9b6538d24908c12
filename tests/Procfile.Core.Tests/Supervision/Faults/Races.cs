using System.Collections.Concurrent;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>Two things at once. F41, all things at once, is the simulation; F42, the same on real processes, is the chaos test.</summary>
public sealed class Races
{
    private static readonly TimeSpan Limit = SupervisorFixture.Limit;

    /// <summary>F31.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_stop_during_a_slow_start_ends_it_and_nobody_hears_of_a_ready_process()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        await using var fixture = new FakeTimeFixture(options => options.OptionsFor("web").Readiness = Readiness.After(TimeSpan.Zero));
        fixture.Launcher.Refuse = _ =>
        {
            entered.Set();
            release.Wait(Limit);
            return null;
        };
        ConcurrentBag<SupervisorEventKind> told = Listen(fixture.Supervisor);
        Task<OperationResult> start = fixture.Supervisor.StartAsync();
        Assert.True(entered.Wait(Limit));
        Task<OperationResult> stop = fixture.Supervisor.StopAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(stop.IsCompleted);
        release.Set();
        Assert.Equal(ProcessState.Stopped, Assert.Single((await stop.WaitAsync(Limit)).Processes).State);
        await start.WaitAsync(Limit);
        Assert.True(fixture.Last is { HasExited: true, IsDisposed: true });
        Assert.DoesNotContain(SupervisorEventKind.Ready, told);
    }

    /// <summary>F32.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_hundred_starts_and_stops_in_turn_the_last_one_counts(bool startsLast)
    {
        await using var fixture = new FakeTimeFixture();
        fixture.Launcher.Launched = _ => Assert.Single(fixture.Launcher.Running);
        var requests = new List<Task>();
        for (int i = 0; i < 100; i++)
            requests.Add(i % 2 == 0 == startsLast ? fixture.Supervisor.StopAsync() : fixture.Supervisor.StartAsync());
        await Task.WhenAll(requests).WaitAsync(Limit);
        Assert.Equal(startsLast ? ProcessState.Running : ProcessState.Stopped, fixture["web.1"].State);
        Assert.Equal(startsLast ? 1 : 0, fixture.Launcher.Running.Count);
    }

    /// <summary>F33.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_crash_in_the_moment_of_the_stop_brings_no_restart()
    {
        await using var fixture = new FakeTimeFixture();
        for (int round = 0; round < 200; round++)
        {
            await fixture.Supervisor.StartAsync().WaitAsync(Limit);
            FakeProcess process = fixture.Last;
            var crash = Task.Run(() => process.Exit(ProcessExit.WithCode(1)));
            await fixture.Supervisor.StopAsync().WaitAsync(Limit);
            await crash;
            fixture.Time.Advance(TimeSpan.FromMinutes(5));
            await fixture.SettleAsync();
            Assert.Equal(ProcessState.Stopped, fixture["web.1"].State);
            Assert.Empty(fixture.Launcher.Running);
        }
    }

    /// <summary>F34.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_start_in_the_last_moment_of_a_backoff_is_one_start()
    {
        await using var fixture = new FakeTimeFixture(options => options.RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { FirstAtOnce = false } });
        await fixture.Supervisor.StartAsync();
        for (int round = 1; round <= 200; round++)
        {
            fixture.Last.Exit(ProcessExit.WithCode(1));
            await fixture.UntilAsync("web.1", ProcessState.Backoff);
            TimeSpan left = fixture["web.1"].NextRestartAt!.Value - fixture.Time.GetUtcNow();
            fixture.Time.Advance(left - TimeSpan.FromMilliseconds(1));
            var due = Task.Run(() => fixture.Time.Advance(TimeSpan.FromMilliseconds(1)));
            await fixture.Supervisor.StartAsync().WaitAsync(Limit);
            await due;
            await fixture.UntilAsync("web.1", ProcessState.Running);
            await fixture.SettleAsync();
            Assert.Equal(round + 1, fixture.Launcher.Started.Count);
        }
    }

    /// <summary>F35.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_start_that_fails_within_a_backoff_is_followed_by_another()
    {
        await using var fixture = new FakeTimeFixture();
        await fixture.Supervisor.StartAsync();
        int refused = 0;
        fixture.Launcher.Refuse = _ => ++refused <= 6
            ? new LaunchFailure(refused % 2 == 0 ? LaunchFailureKind.CommandNotFound : LaunchFailureKind.ResourcesExhausted, "not now")
            : null;
        fixture.Last.Exit(ProcessExit.WithCode(1));
        for (int attempt = 1; attempt <= 6; attempt++)
        {
            await fixture.UntilAsync(_ => Volatile.Read(ref refused) == attempt && fixture["web.1"].State == ProcessState.Backoff);
            Assert.Contains("not now", fixture["web.1"].Problem, StringComparison.Ordinal);
            fixture.Time.Advance(fixture["web.1"].NextRestartAt!.Value - fixture.Time.GetUtcNow());
        }

        await fixture.UntilAsync("web.1", ProcessState.Running);
    }

    /// <summary>F36.</summary>
    [Fact(Timeout = 60_000)]
    public async Task The_timer_of_a_stop_that_is_over_touches_no_later_incarnation()
    {
        await using var fixture = new FakeTimeFixture(options => options.StopSequence = StopSequence.Parse("term, 10, kill"));
        await fixture.Supervisor.StartAsync();
        for (int round = 0; round < 20; round++)
        {
            fixture.Time.Advance(TimeSpan.FromSeconds(9));
            await fixture.Supervisor.RestartAsync("web").WaitAsync(Limit);
            Assert.Empty(fixture.Last.Signals);
        }

        fixture.Time.Advance(TimeSpan.FromSeconds(30));
        await fixture.SettleAsync();
        Assert.DoesNotContain(ProcessSignal.Term, fixture.Last.Signals);
        Assert.All(fixture.Launcher.Started, process => Assert.DoesNotContain(ProcessSignal.Kill, process.Signals));
    }

    /// <summary>F37.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_probe_that_answers_after_its_process_has_ended_makes_no_other_ready()
    {
        var probe = new ToldProbe();
        await using var fixture = new FakeTimeFixture(options => options.OptionsFor("web").Readiness = probe);
        Task start = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(_ => probe.Asked.Count == 1);
        fixture.Last.Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(_ => probe.Asked.Count == 2);
        probe.Asked[0].SetResult();
        await fixture.SettleAsync();
        Assert.Equal(ProcessState.Starting, fixture["web.1"].State);
        Assert.False(start.IsCompleted);
        probe.Asked[1].SetResult();
        await fixture.UntilAsync("web.1", ProcessState.Running);
        await start.WaitAsync(Limit);
    }

    /// <summary>F38: a restart that the policy has in store is over with the stop. One that is asked for afterwards starts the process.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Nothing_that_was_stopped_is_restarted_until_somebody_asks()
    {
        await using var fixture = new FakeTimeFixture(options => options.RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { FirstAtOnce = false } });
        await fixture.Supervisor.StartAsync();
        fixture.Last.Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync("web.1", ProcessState.Backoff);
        await fixture.Supervisor.StopAsync("web").WaitAsync(Limit);
        fixture.Time.Advance(TimeSpan.FromHours(1));
        await fixture.SettleAsync();
        Assert.Single(fixture.Launcher.Started);
        await fixture.Supervisor.RestartAsync("web").WaitAsync(Limit);
        Assert.Equal(ProcessState.Running, fixture["web.1"].State);
    }

    /// <summary>F39.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Scaling_up_and_down_by_many_at_once_ends_in_the_right_number()
    {
        await using var fixture = new FakeTimeFixture(options => options.Formation = Formation.Parse("web=4"));
        fixture.Launcher.Launched = process => Assert.Single(fixture.Launcher.Running, other => other.Spec.Name == process.Spec.Name);
        await fixture.Supervisor.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(async () =>
        {
            for (int i = 0; i < 125; i++)
                await Task.WhenAll(fixture.Supervisor.ScaleAsync("web", ScaleChange.By(3)), fixture.Supervisor.ScaleAsync("web", ScaleChange.By(-3)));
        }))).WaitAsync(Limit * 3);
        // A number below 0 becomes 0, so the sum need not be 4.
        int count = fixture.Supervisor.GetSnapshot().Types[0].Count;
        await fixture.UntilAsync(snapshot => snapshot.Processes.All(process => process.State == ProcessState.Running) && snapshot.Processes.Length == count);
        Assert.Equal(Enumerable.Range(1, count), fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Index));
        OperationResult ten = await fixture.Supervisor.ScaleAsync("web", ScaleChange.To(10)).WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(count + 1, 10 - count).Select(index => $"web.{index}"), ten.Added);
        Assert.Equal(10, fixture.Launcher.Running.Count);
    }

    /// <summary>F40.</summary>
    [Fact(Timeout = 120_000)]
    public async Task An_end_in_the_midst_of_everything_leaves_nothing_and_nobody_waiting()
    {
        var random = new Random(7);
        for (int round = 0; round < 100; round++)
        {
            var fixture = new FakeTimeFixture(options => options.Formation = Formation.Parse("web=3,worker=2"), "web", "worker");
            var requests = new List<Task> { fixture.Supervisor.StartAsync() };
            var plan = new ProcessPlan([new ProcessType("web", "serve again", 0), new ProcessType("mail", "send", 1)], new SupervisorOptions());
            for (int i = 0; i < 10; i++)
                requests.Add(Ask(fixture.Supervisor, random.Next(7), plan));
            await fixture.Supervisor.DisposeAsync().AsTask().WaitAsync(Limit);
            foreach (Task request in requests)
                await request.WaitAsync(Limit).ContinueWith(_ => { }, TaskScheduler.Default);
            await fixture.Launcher.WaitForAsync(
                launcher => launcher.Running.Count == 0 && launcher.Started.All(process => process.IsDisposed), Limit);
            Assert.True(fixture.Supervisor.Ended.IsCompleted);
        }
    }

    private static Task Ask(ProcessSupervisor supervisor, int what, ProcessPlan plan) => what switch
    {
        0 => supervisor.ScaleAsync("web", ScaleChange.By(2)),
        1 => supervisor.RestartAsync("*"),
        2 => supervisor.RestartAsync("*", RestartMode.Rolling),
        3 => supervisor.ReloadAsync(plan),
        4 => supervisor.StopAsync("*"),
        5 => supervisor.PauseAsync("web"),
        _ => supervisor.StartAsync(),
    };

    private static ConcurrentBag<SupervisorEventKind> Listen(ProcessSupervisor supervisor)
    {
        var told = new ConcurrentBag<SupervisorEventKind>();
        IAsyncEnumerable<SupervisorEvent> events = supervisor.WatchAsync();
        _ = Task.Run(async () =>
        {
            await foreach (SupervisorEvent happened in events)
                told.Add(happened.Kind);
        });
        return told;
    }
}
