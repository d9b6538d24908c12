using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;
using Procfile.Core.Tests.Launching;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>Crash loops of hours, and clocks that go wrong. Nothing else runs meanwhile, as one of them counts memory.</summary>
[Collection(nameof(Alone))]
public sealed class Policies
{
    private static readonly TimeSpan Limit = SupervisorFixture.Limit;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>F43.</summary>
    [Fact]
    public void Delays_are_what_is_written_and_jitter_never_exceeds_the_cap()
    {
        double[] seconds = [0, 0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60, 60];
        for (int failures = 1; failures <= 20; failures++)
            Assert.Equal(TimeSpan.FromSeconds(seconds[failures - 1]), Backoff.Default.Delay(failures, random: 0));
        var random = new Random(43);
        for (int draw = 0; draw < 100_000; draw++)
        {
            int failures = random.Next(1, 2000);
            double longest = failures > 20 ? 60 : seconds[failures - 1];
            Assert.InRange(Backoff.Default.Delay(failures, random.NextDouble()).TotalSeconds, longest * 0.75, longest);
        }
    }

    /// <summary>F44.</summary>
    [Fact(Timeout = 60_000)]
    public async Task After_a_stable_minute_the_first_restart_is_at_once_again()
    {
        await using var loop = new CrashLoop(uptime: TimeSpan.FromMilliseconds(1));
        await loop.RunAsync(TimeSpan.FromMinutes(10));
        loop.Uptime = TimeSpan.FromSeconds(61);
        await loop.RunAsync(TimeSpan.FromMinutes(10));
        Assert.All(loop.Delays.Skip(loop.Delays.Count - 5), delay => Assert.Equal(TimeSpan.Zero, delay));
    }

    /// <summary>F45.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_process_that_lives_for_eleven_seconds_is_started_seventy_times_an_hour_at_most()
    {
        await using var loop = new CrashLoop(uptime: TimeSpan.FromSeconds(11));
        await loop.RunAsync(Hour);
        Assert.InRange(loop.Starts, 50, 70);
    }

    /// <summary>F46.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(366)]
    [InlineData(-366)]
    public async Task A_clock_that_is_set_changes_no_delay_and_no_deadline(int days)
    {
        SetClock clock = null!;
        await using var fixture = new FakeTimeFixture(options =>
        {
            options.TimeProvider = clock = new SetClock(options.TimeProvider);
            options.RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { FirstAtOnce = false, Initial = TimeSpan.FromSeconds(10), Jitter = 0 } };
            options.StopSequence = StopSequence.Parse("term, 10, kill");
        });
        fixture.Launcher.Signalled = (process, signal) =>
        {
            if (signal == ProcessSignal.Kill)
                process.Exit(ProcessExit.BySignal(9));
        };
        await fixture.Supervisor.StartAsync();
        fixture.Last.Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync("web.1", ProcessState.Backoff);
        clock.Shift += TimeSpan.FromDays(days);
        await fixture.SettleAsync();
        fixture.Time.Advance(TimeSpan.FromSeconds(9));
        await fixture.SettleAsync();
        Assert.Single(fixture.Launcher.Started);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await fixture.UntilAsync("web.1", ProcessState.Running);

        Task stop = fixture.Supervisor.StopAsync();
        await fixture.UntilAsync("web.1", ProcessState.Stopping);
        clock.Shift += TimeSpan.FromDays(days);
        fixture.Time.Advance(TimeSpan.FromSeconds(9));
        await fixture.SettleAsync();
        Assert.DoesNotContain(ProcessSignal.Kill, fixture.Last.Signals);
        fixture.Time.Advance(TimeSpan.FromSeconds(1));
        await stop.WaitAsync(Limit);
    }

    /// <summary>F47.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Two_hundred_that_crash_at_once_come_back_spread_and_a_few_at_a_time()
    {
        const int AtOnce = 8;
        var probe = new ToldProbe();
        await using var fixture = new FakeTimeFixture(options =>
        {
            options.Formation = Formation.Parse("web=200");
            options.ConcurrentStarts = AtOnce;
            options.RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { FirstAtOnce = false, Initial = TimeSpan.FromSeconds(60) } };
            options.OptionsFor("web").Readiness = probe;
        });
        Task start = fixture.Supervisor.StartAsync();
        await ComeUpAsync();
        await start.WaitAsync(Limit);
        foreach (FakeProcess process in fixture.Launcher.Running)
            process.Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot.Processes.All(process => process.State == ProcessState.Backoff));
        DateTimeOffset[] due = [.. fixture.Supervisor.GetSnapshot().Processes.Select(process => process.NextRestartAt!.Value)];
        Assert.True(due.Max() - due.Min() >= TimeSpan.FromSeconds(60 * 0.2), $"{due.Max() - due.Min()}");
        Assert.True(due.Max() - fixture.Time.GetUtcNow() <= TimeSpan.FromSeconds(60));

        // All of them due at once: those that start and are not ready hold up the rest.
        fixture.Time.Advance(TimeSpan.FromSeconds(60));
        await ComeUpAsync();

        async Task ComeUpAsync()
        {
            for (int batch = 0; batch < 200 / AtOnce; batch++)
            {
                await fixture.UntilAsync(snapshot => snapshot.Processes.Count(process => process.State == ProcessState.Starting) >= AtOnce);
                await fixture.UntilAsync(_ => probe.Asked.Count(answer => !answer.Task.IsCompleted) >= AtOnce);
                await fixture.SettleAsync();
                Assert.Equal(AtOnce, fixture.Supervisor.GetSnapshot().Processes.Count(process => process.State is ProcessState.Starting or ProcessState.Spawning));
                foreach (TaskCompletionSource answer in probe.Asked)
                    answer.TrySetResult();
            }

            await fixture.UntilAsync(snapshot => snapshot.Processes.All(process => process.State == ProcessState.Running));
        }
    }

    /// <summary>F48.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_program_that_ends_at_once_without_an_error_is_held_back_like_any_other()
    {
        await using var loop = new CrashLoop(uptime: TimeSpan.Zero, ProcessExit.WithCode(0));
        await loop.RunAsync(TimeSpan.FromSeconds(30));
        Assert.InRange(loop.Starts, 6, 9);
        Assert.Equal(1, loop.CrashLoops);
    }

    /// <summary>F49.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_day_of_crashes_costs_no_memory_and_is_told_of_once()
    {
        await using var loop = new CrashLoop(uptime: TimeSpan.Zero);
        await loop.RunAsync(Hour);
        Assert.InRange(loop.Starts, 60, 87);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int hour = 1; hour < 24; hour++)
        {
            int starts = loop.Starts;
            await loop.RunAsync(Hour);
            Assert.InRange(loop.Starts - starts, 55, 87);
            loop.Delays.Clear();
        }

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 256 * 1024);
        Assert.Equal(1, loop.CrashLoops);
    }

    /// <summary>F50.</summary>
    [Theory(Timeout = 60_000)]
    [InlineData("fatal code", 125, ProcessState.Failed, 125)]
    [InlineData("success code", 3, ProcessState.Completed, 0)]
    [InlineData("other code", 7, ProcessState.Running, null)]
    public async Task Codes_that_mean_something_end_the_host_with_what_the_program_said(string what, int code, ProcessState state, int? ended)
    {
        await using var fixture = new FakeTimeFixture(options =>
        {
            options.OnExit = ExitBehavior.StopAllWhenGivenUp;
            options.RestartPolicy = RestartPolicy.OnFailure with { FatalCodes = new HashSet<int> { 125 }, SuccessCodes = new HashSet<int> { 0, 3 } };
        });
        await fixture.Supervisor.StartAsync();
        fixture.Last.Exit(ProcessExit.WithCode(code));
        if (ended is null)
        {
            await fixture.UntilAsync(snapshot => snapshot["web.1"] is { Restarts: 1 } process && process.State == state);
            Assert.False(fixture.Supervisor.Ended.IsCompleted, what);
            return;
        }

        Assert.Equal(ended, await fixture.Supervisor.Ended.WaitAsync(Limit));
        Assert.Equal(state == ProcessState.Failed ? ProcessState.Stopped : state, fixture["web.1"].State);
        Assert.Equal(code, fixture["web.1"].LastExit?.Code);
    }

    /// <summary>F50, by signal: 128 and the signal's number, as a shell says it.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_host_whose_process_was_killed_ends_with_the_signal()
    {
        await using var fixture = new FakeTimeFixture(options => options.OnExit = ExitBehavior.StopAll, "web", "worker");
        await fixture.Supervisor.StartAsync();
        fixture.Launcher.Running[0].Exit(ProcessExit.BySignal(9));
        Assert.Equal(137, await fixture.Supervisor.Ended.WaitAsync(Limit));
        Assert.Empty(fixture.Launcher.Running);
    }

    /// <summary>A clock whose time of day somebody sets, while time itself goes on as before.</summary>
    private sealed class SetClock(TimeProvider time) : TimeProvider
    {
        internal TimeSpan Shift { get; set; }

        public override long TimestampFrequency => time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Shift;

        public override long GetTimestamp() => time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            time.CreateTimer(callback, state, dueTime, period);
    }

    /// <summary>A supervisor whose one process ends after a given time, again and again, in time that passes at once.</summary>
    private sealed class CrashLoop : IProcessLauncher, IAsyncDisposable
    {
        private readonly FakeTimeProvider _time = new();
        private readonly ProcessSupervisor _supervisor;
        private readonly IAsyncEnumerator<SupervisorEvent> _events;
        private readonly ProcessExit _exit;
        private IProcessObserver? _running;

        internal CrashLoop(TimeSpan uptime, ProcessExit? exit = null)
        {
            (Uptime, _exit) = (uptime, exit ?? ProcessExit.WithCode(1));
            var random = new Random(49);
            _supervisor = new ProcessSupervisor(
                [new ProcessType("web", "serve", 0)], new SupervisorOptions { Launcher = this, TimeProvider = _time, Random = random.NextDouble });
            _events = _supervisor.WatchAsync().GetAsyncEnumerator();
            _ = _supervisor.StartAsync();
        }

        internal TimeSpan Uptime { get; set; }

        internal int Starts { get; private set; }

        internal int CrashLoops { get; private set; }

        internal List<TimeSpan> Delays { get; } = [];

        public LaunchResult Start(ProcessSpec spec, IProcessObserver observer)
        {
            var handle = new Handle(this, observer);
            _running = observer;
            observer.OnStarted(handle);
            return LaunchResult.Started(handle);
        }

        internal async Task RunAsync(TimeSpan duration)
        {
            DateTimeOffset end = _time.GetUtcNow() + duration;
            while (_time.GetUtcNow() < end && await _events.MoveNextAsync().AsTask().WaitAsync(Limit))
            {
                switch (_events.Current)
                {
                    case { Kind: SupervisorEventKind.Started }:
                        Starts++;
                        _time.Advance(Uptime);
                        _running!.OnExited(_exit);
                        break;
                    case { Kind: SupervisorEventKind.RestartScheduled, Delay: { } delay }:
                        Delays.Add(delay);
                        _time.Advance(delay);
                        break;
                    case { Kind: SupervisorEventKind.CrashLooping }:
                        CrashLoops++;
                        break;
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _supervisor.DisposeAsync();
            await _events.DisposeAsync();
        }

        private sealed class Handle(CrashLoop loop, IProcessObserver observer) : IProcessHandle
        {
            public int Id => 1;

            public Task<ProcessExit> Exited => Task.FromResult(loop._exit);

            public bool Signal(ProcessSignal signal, bool wholeGroup)
            {
                if (signal == ProcessSignal.Term)
                    observer.OnExited(ProcessExit.BySignal(15));
                return true;
            }

            public void Sweep() => observer.OnSwept(0);

            public void Dispose()
            {
            }
        }
    }
}
