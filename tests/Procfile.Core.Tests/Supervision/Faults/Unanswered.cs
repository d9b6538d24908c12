using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>Launchers that never answer, or not as they should: whoever waits is answered all the same.</summary>
public sealed class Unanswered
{
    [Fact(Timeout = 60_000)]
    public async Task A_start_that_hangs_holds_up_neither_the_others_nor_a_stop()
    {
        using var release = new ManualResetEventSlim();
        var time = new FakeTimeProvider();
        await using var fixture = new FakeFixture("slow: serve\nweb: serve\n", options =>
        {
            options.ConcurrentStarts = 1;
            options.TimeProvider = time;
        });
        fixture.Launcher.Refuse = spec =>
        {
            if (spec.Name == "slow.1")
                release.Wait();
            return null;
        };
        _ = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["slow.1"] is { State: ProcessState.Spawning });
        Assert.Equal(ProcessState.Waiting, fixture["web.1"].State);
        await PassTimeUntilAsync(() => fixture["web.1"].State == ProcessState.Running);

        Task<OperationResult> stop = fixture.Supervisor.StopAsync(TimeSpan.FromSeconds(1));
        await fixture.UntilAsync(snapshot => snapshot["slow.1"] is { IsWanted: false });
        await PassTimeUntilAsync(() => stop.IsCompleted);
        Assert.Contains((await stop).Processes, process => process is { Name: "slow.1", State: ProcessState.Stuck });

        // At last it is started after all, and ended: nobody wants it any more.
        release.Set();
        await fixture.UntilAsync(snapshot => snapshot["slow.1"] is { State: ProcessState.Stopped });
        Assert.Equal("KILL", fixture.Launcher.Started.Single(process => process.Spec.Name == "slow.1").Signals[0].Name);

        // A state shows a moment before the timer that goes with it is set: one leap could come between the two.
        async Task PassTimeUntilAsync(Func<bool> condition)
        {
            while (!condition())
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await fixture.Supervisor.PingAsync();
            }
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_launcher_that_forgets_to_announce_a_process_loses_none()
    {
        var launcher = new FakeLauncher();
        await using var fixture = new FakeFixture("web: serve\n", options => options.Launcher = new Forgetful(launcher));
        await fixture.Supervisor.StartAsync();
        Assert.Equal(ProcessState.Running, fixture["web.1"].State);
        await fixture.Supervisor.StopAsync();
        Assert.Empty(launcher.Running);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_look_for_left_overs_that_throws_or_is_never_answered_ends_in_Stuck_and_holds_up_no_stop(bool throws)
    {
        var time = new FakeTimeProvider();
        var launcher = new FakeLauncher();
        await using var fixture = new FakeFixture("web: serve\n", options =>
        {
            options.TimeProvider = time;
            options.Launcher = new Blind(launcher, throws);
        });
        await fixture.Supervisor.StartAsync();
        launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Sweeping });
        Task<OperationResult> stop = fixture.Supervisor.StopAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { IsWanted: false });
        while (!stop.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await fixture.Supervisor.SignalAsync("web", ProcessSignal.Cont);
        }

        Assert.Equal(ProcessState.Stuck, Assert.Single((await stop).Processes).State);
        Assert.InRange(time.GetUtcNow() - time.Start, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    /// <summary>Starts processes and does not say so.</summary>
    private sealed class Forgetful(FakeLauncher launcher) : IProcessLauncher
    {
        public LaunchResult Start(ProcessSpec spec, IProcessObserver observer) => launcher.Start(spec, new Muted(observer));

        private sealed class Muted(IProcessObserver observer) : IProcessObserver
        {
            public void OnStarted(IProcessHandle process)
            {
            }

            public bool OnOutput(ReadOnlySpan<byte> bytes) => observer.OnOutput(bytes);

            public void OnOutputQuiet() => observer.OnOutputQuiet();

            public void OnExited(ProcessExit exit) => observer.OnExited(exit);

            public void OnSwept(int survivors) => observer.OnSwept(survivors);
        }
    }

    /// <summary>Starts processes and finds nothing of what they leave behind.</summary>
    private sealed class Blind(FakeLauncher launcher, bool throws) : IProcessLauncher
    {
        public LaunchResult Start(ProcessSpec spec, IProcessObserver observer)
        {
            LaunchResult result = launcher.Start(spec, new Renamed(observer, throws));
            return result.Succeeded ? LaunchResult.Started(new Handle(result.Process, throws)) : result;
        }

        private sealed class Renamed(IProcessObserver observer, bool throws) : IProcessObserver
        {
            public void OnStarted(IProcessHandle process) => observer.OnStarted(new Handle(process, throws));

            public bool OnOutput(ReadOnlySpan<byte> bytes) => observer.OnOutput(bytes);

            public void OnOutputQuiet() => observer.OnOutputQuiet();

            public void OnExited(ProcessExit exit) => observer.OnExited(exit);

            public void OnSwept(int survivors) => observer.OnSwept(survivors);
        }

        private sealed class Handle(IProcessHandle process, bool throws) : IProcessHandle
        {
            public int Id => process.Id;

            public Task<ProcessExit> Exited => process.Exited;

            public bool Signal(ProcessSignal signal, bool wholeGroup) => process.Signal(signal, wholeGroup);

            public void Sweep()
            {
                if (throws)
                    throw new InvalidOperationException("no idea");
            }

            public void Dispose() => process.Dispose();
        }
    }
}
