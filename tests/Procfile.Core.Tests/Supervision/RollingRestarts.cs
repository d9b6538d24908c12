using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>Processes are replaced one after the other, and at no moment are fewer ready than before.</summary>
public sealed class RollingRestarts
{
    private static readonly string[] Three = ["web.1", "web.2", "web.3"];

    [Fact(Timeout = 120_000)]
    public async Task No_request_is_lost_while_every_server_is_replaced()
    {
        await using var fixture = new SupervisorFixture($"web: exec {TestChild.Path} serve 100 pong\n", options =>
        {
            options.Formation = Formation.Parse("web=3");
            options.Ports = PortPolicy.Foreman with { SkipTaken = true };
            options.OptionsFor("web").Readiness = Readiness.Http();
        });
        ProcessSupervisor supervisor = fixture.Supervisor;
        await supervisor.StartAsync();
        Dictionary<string, int?> before = PidsOf(supervisor);

        using var end = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(number => WebClient.AskUntilAsync(supervisor, "web", number, end.Token)).ToArray();
        OperationResult first = await supervisor.RestartAsync("web", RestartMode.Rolling);
        OperationResult second = await supervisor.RestartAsync("web", RestartMode.Rolling);
        await end.CancelAsync();
        WebClient.Tally[] tallies = await Task.WhenAll(clients);

        Assert.Null(first.Problem ?? second.Problem);
        Assert.Equal([], tallies.SelectMany(tally => tally.Lost));
        Assert.All(tallies, tally => Assert.True(tally.Answers > 0));
        Assert.All(tallies, tally => Assert.InRange(tally.FewestReady, 3, 4));
        Dictionary<string, int?> after = PidsOf(supervisor);
        Assert.Equal(Three, after.Keys);
        Assert.All(Three, name => Assert.NotEqual(before[name], after[name]));
        Assert.Equal([2, 2, 2], supervisor.GetSnapshot().Processes.Select(process => process.Restarts));
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_waits_for_the_one_before_and_the_stand_in_goes_last()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        Task<OperationResult> roll = fixture.Supervisor.RestartAsync("web", RestartMode.Rolling);
        List<string> moved = [];
        for (int question = 4; question <= 7; question++)
        {
            SupervisorSnapshot snapshot = await fixture.UntilAsync(snapshot => snapshot.Processes.Any(process => process.State == ProcessState.Starting) && probe.Asked == question);
            ProcessSnapshot starting = Assert.Single(snapshot.Processes, process => process.State == ProcessState.Starting);
            Assert.Equal(3, snapshot.Processes.Count(process => process.State == ProcessState.Running));
            Assert.True(snapshot.Types[0].IsRolling);
            Assert.Equal(starting.Name == "web.4", starting.IsStandIn);
            moved.Add(starting.Name);
            probe.BecomeReady(question);
        }

        OperationResult result = await roll;
        Assert.Equal(["web.4", "web.1", "web.2", "web.3"], moved);
        Assert.Null(result.Problem);
        Assert.Equal(Three, result.Processes.Select(process => process.Name));
        Assert.Equal(Three, fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Name));
        Assert.False(fixture.Supervisor.GetSnapshot().Types[0].IsRolling);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replacement_that_fails_leaves_what_runs_as_it_is()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        EndAtOnce(fixture, "web.4", 3);
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        OperationResult result = await fixture.Supervisor.RestartAsync("web", RestartMode.Rolling);
        Assert.Equal("web.4 has not become ready: ended with code 3", result.Problem);
        Assert.Equal(result.Problem, fixture.Supervisor.GetSnapshot().Types[0].Problem);
        await foreach (SupervisorEvent happened in events)
        {
            if (happened.Kind != SupervisorEventKind.RollBrokenOff)
                continue;
            Assert.Equal(("web", result.Problem), (happened.Type, happened.Message));
            break;
        }

        await fixture.UntilAsync(snapshot => snapshot.Processes.Length == 3);
        Assert.All(fixture.Supervisor.GetSnapshot().Processes, process => Assert.Equal((ProcessState.Running, 0), (process.State, process.Restarts)));
        Assert.All(fixture.Launcher.Started.Take(3), process => Assert.False(process.HasExited));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replacement_that_fails_ends_nothing_else_either()
    {
        await using var fixture = new FakeFixture("web: serve\n", options =>
        {
            options.OnExit = ExitBehavior.StopAll;
            options.OptionsFor("web").RestartMode = RestartMode.Rolling;
        });
        await fixture.Supervisor.StartAsync();
        EndAtOnce(fixture, "web.2", 3);
        OperationResult result = await fixture.Supervisor.RestartAsync("web");
        Assert.Equal("web.2 has not become ready: ended with code 3", result.Problem);
        await fixture.UntilAsync(snapshot => snapshot.Processes.Length == 1);
        Assert.Equal(ProcessState.Running, fixture["web.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_replacement_that_fails_later_keeps_the_stand_in_until_it_is_ready()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        Task<OperationResult> roll = fixture.Supervisor.RestartAsync("web", RestartMode.Rolling);
        await fixture.UntilAsync(_ => probe.Asked == 4);
        probe.BecomeReady(4);
        await fixture.UntilAsync(_ => probe.Asked == 5);
        fixture.Launcher.Running.Single(process => process.Spec.Name == "web.1").Exit(ProcessExit.WithCode(7));
        Assert.Equal("web.1 has not become ready: ended with code 7", (await roll).Problem);

        SupervisorSnapshot snapshot = await fixture.UntilAsync(_ => probe.Asked == 6);
        Assert.Equal(["web.2", "web.3", "web.4"], snapshot.Processes.Where(process => process.State == ProcessState.Running).Select(process => process.Name));
        Assert.Equal((0, 0), (snapshot["web.2"]!.Restarts, snapshot["web.3"]!.Restarts));
        probe.BecomeReady(6);
        await fixture.UntilAsync(snapshot => snapshot.Processes.Length == 3 && snapshot.Processes.All(process => process.State == ProcessState.Running));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_in_the_middle_ends_in_the_stop()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        Task<OperationResult> roll = fixture.Supervisor.RestartAsync("web", RestartMode.Rolling);
        await fixture.UntilAsync(_ => probe.Asked == 4);
        await fixture.Supervisor.StopAsync();
        await roll;
        Assert.Equal(Three, fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Name));
        Assert.All(fixture.Supervisor.GetSnapshot().Processes, process => Assert.Equal(ProcessState.Stopped, process.State));
        Assert.Empty(fixture.Launcher.Running);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_cancelled_wait_leaves_no_roll_half_done()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        using var wait = new CancellationTokenSource();
        Task roll = fixture.Supervisor.RestartAsync("web", RestartMode.Rolling, wait.Token);
        await fixture.UntilAsync(_ => probe.Asked == 4);
        await wait.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => roll);
        for (int question = 4; question <= 7; question++)
        {
            await fixture.UntilAsync(_ => probe.Asked == question);
            probe.BecomeReady(question);
        }

        SupervisorSnapshot end = await fixture.UntilAsync(snapshot => !snapshot.Types[0].IsRolling && snapshot.Processes.Length == 3);
        Assert.All(end.Processes, process => Assert.Equal(1, process.Restarts));
    }

    [Fact(Timeout = 60_000)]
    public async Task Scaling_up_meanwhile_takes_the_stand_in_over()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        Task roll = fixture.Supervisor.RestartAsync("web", RestartMode.Rolling);
        await fixture.UntilAsync(_ => probe.Asked == 4);
        _ = fixture.Supervisor.ScaleAsync("web", ScaleChange.To(4));
        await fixture.UntilAsync(snapshot => snapshot["web.4"] is { IsStandIn: false });
        for (int question = 4; !roll.IsCompleted; question++)
        {
            int next = question;
            await fixture.UntilAsync(_ => probe.Asked >= next || roll.IsCompleted);
            probe.BecomeReady(next);
        }

        Assert.Equal(["web.1", "web.2", "web.3", "web.4"], fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_stand_in_one_less_is_ready_meanwhile()
    {
        var probe = new ManualProbe();
        await using FakeFixture fixture = await StartThree(probe);
        Task roll = fixture.Supervisor.RestartAsync("web", RestartMode.OneByOne);
        for (int question = 4; question <= 6; question++)
        {
            SupervisorSnapshot snapshot = await fixture.UntilAsync(_ => probe.Asked == question);
            Assert.Equal((3, 2), (snapshot.Processes.Length, snapshot.Processes.Count(process => process.State == ProcessState.Running)));
            probe.BecomeReady(question);
        }

        await roll;
    }

    [Fact(Timeout = 60_000)]
    public async Task A_restart_signal_goes_to_the_process_alone_and_it_runs_on()
    {
        await using var fixture = new SupervisorFixture(
            "web: trap 'echo \"reloaded $$\"' HUP; sleep 350 & echo up; while :; do wait; done\n", options =>
            {
                options.OptionsFor("web").RestartMode = RestartMode.Signal;
                options.OptionsFor("web").RestartSignal = ProcessSignal.Hup;
            });
        await fixture.Supervisor.StartAsync();
        await fixture.LineAsync("up");
        int? before = fixture["web.1"].ProcessId;
        await fixture.Supervisor.RestartAsync("web");
        await fixture.LineAsync($"reloaded {before}");
        Assert.Equal((before, 0), (fixture["web.1"].ProcessId, fixture["web.1"].Restarts));
    }

    private static void EndAtOnce(FakeFixture fixture, string name, int code) => fixture.Launcher.Launched = process =>
    {
        if (process.Spec.Name == name)
            process.Exit(ProcessExit.WithCode(code));
    };

    private static async Task<FakeFixture> StartThree(ManualProbe probe)
    {
        var fixture = new FakeFixture("web: serve\n", options =>
        {
            options.Formation = Formation.Parse("web=3");
            options.OptionsFor("web").Readiness = probe;
        });
        for (int question = 1; question <= 3; question++)
            probe.BecomeReady(question);
        await fixture.Supervisor.StartAsync();
        return fixture;
    }

    private static Dictionary<string, int?> PidsOf(ProcessSupervisor supervisor) =>
        supervisor.GetSnapshot().Processes.ToDictionary(process => process.Name, process => process.ProcessId);
}
