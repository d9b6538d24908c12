using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A changed Procfile restarts what changed, and nothing else.</summary>
public sealed class Reloading
{
    [Fact(Timeout = 60_000)]
    public async Task Only_what_changed_is_restarted()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\nworker: work\nclock: tick\n");
        FakeProcess worker = Running(fixture, "worker.1");
        ReloadResult result = await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve --fast\nworker: work\nmailer: mail\n"));

        Assert.Equal(
            ["web changed (command)", "worker unchanged", "mailer added, 1 wished", "clock removed"],
            result.Changes.Select(change => change.ToString()));
        Assert.Equal(["web.1", "worker.1", "mailer.1"], fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Name));
        Assert.Equal(["web", "worker", "mailer"], fixture.Supervisor.GetSnapshot().Types.Select(type => type.Name));
        Assert.All(fixture.Supervisor.GetSnapshot().Processes, process => Assert.Equal(ProcessState.Running, process.State));
        Assert.Equal("serve --fast", CommandOf(Running(fixture, "web.1")));
        Assert.Same(worker, Running(fixture, "worker.1"));
        Assert.Empty(worker.Signals);
        Assert.Equal(3, fixture.Launcher.Running.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_Procfile_changes_nothing()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\nworker: work\n");
        IReadOnlyList<FakeProcess> before = fixture.Launcher.Running;
        ReloadResult result = await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve\nworker: work\n"));
        Assert.All(result.Changes, change => Assert.Equal(TypeChangeKind.Unchanged, change.Kind));
        Assert.Equal(before, fixture.Launcher.Running);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_line_put_in_above_moves_no_port()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\nworker: work\n");
        await fixture.Supervisor.ReloadAsync(fixture.PlanOf("api: serve\nweb: serve\nworker: work\n"));
        await fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(2));
        Assert.Equal(
            [("api.1", 5200), ("web.1", 5000), ("worker.1", 5100), ("worker.2", 5101)],
            fixture.Supervisor.GetSnapshot().Processes.Select(process => (process.Name, process.Port!.Value)));
        Assert.All(fixture.Supervisor.GetSnapshot().Processes, process => Assert.Equal(0, process.Restarts));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_changed_variable_restarts_and_is_named_without_its_value()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\nworker: work\n");
        ReloadResult result = await fixture.Supervisor.ReloadAsync(
            fixture.PlanOf("web: serve\nworker: work\n", options => options.OptionsFor("web").Environment["SECRET"] = "hunter2"));
        Assert.Equal(["web changed (variable SECRET)", "worker unchanged"], result.Changes.Select(change => change.ToString()));
        Assert.Equal("hunter2", Running(fixture, "web.1").Spec.Environment["SECRET"]);
        Assert.Equal((1, 0), (fixture["web.1"].Restarts, fixture["worker.1"].Restarts));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_number_that_was_scaled_to_stays_unless_the_formation_itself_changes()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\nworker: work\n");
        await fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(3));
        await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve\nworker: work harder\n"));
        Assert.Equal(3, Count("worker"));
        await fixture.Supervisor.ReloadAsync(
            fixture.PlanOf("web: serve\nworker: work harder\n", options => options.Formation = Formation.Parse("web=1,worker=2")));
        Assert.Equal(2, Count("worker"));
        Assert.Equal([1, 1], fixture.Supervisor.GetSnapshot().Processes.Where(process => process.Type == "worker").Select(process => process.Restarts));

        int Count(string type) => fixture.Launcher.Running.Count(process => process.Spec.Name.StartsWith(type, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_type_that_is_not_to_be_restarted_takes_the_change_over_later()
    {
        await using FakeFixture fixture = await StartAsync("worker: work\n", options => options.OptionsFor("worker").RestartOnReload = false);
        ReloadResult result = await fixture.Supervisor.ReloadAsync(fixture.PlanOf("worker: work harder\n"));
        Assert.Equal("worker changed (command) from the next start on", Assert.Single(result.Changes).ToString());
        Assert.Equal("work", CommandOf(Running(fixture, "worker.1")));
        await fixture.Supervisor.RestartAsync("worker");
        Assert.Equal("work harder", CommandOf(Running(fixture, "worker.1")));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_only_says_how_to_supervise_is_taken_over_without_a_restart()
    {
        await using FakeFixture fixture = await StartAsync("worker: work\n");
        await fixture.Supervisor.ReloadAsync(fixture.PlanOf("worker: work\n", options => options.StopSequence = StopSequence.Parse("int, 1, kill")));
        FakeProcess worker = Running(fixture, "worker.1");
        Assert.Equal(0, fixture["worker.1"].Restarts);
        await fixture.Supervisor.StopAsync();
        Assert.Equal("INT", worker.Signals[0].Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_paused_type_stays_paused()
    {
        await using FakeFixture fixture = await StartAsync("worker: work\n");
        await fixture.Supervisor.PauseAsync("worker");
        await fixture.Supervisor.ReloadAsync(fixture.PlanOf("worker: work harder\n", options => options.Formation = Formation.Parse("worker=2")));
        Assert.Empty(fixture.Launcher.Running);
        await fixture.Supervisor.ResumeAsync("worker");
        Assert.Equal(2, fixture.Launcher.Running.Count);
        Assert.All(fixture.Launcher.Running, process => Assert.Equal("work harder", CommandOf(process)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_rolling_type_is_rolled_and_a_broken_command_costs_nothing()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\n", options =>
        {
            options.OptionsFor("web").RestartMode = RestartMode.Rolling;
            options.OptionsFor("web").Readiness = Readiness.Line("up");
        });
        FakeProcess old = Running(fixture, "web.1");
        fixture.Launcher.Launched = process =>
        {
            if (process.Spec.Name == "web.2")
                process.Exit(ProcessExit.WithCode(127));
        };
        ReloadResult result = await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve --typo\n"));
        Assert.Equal("web.2 has not become ready: ended with code 127", result.Operation!.Problem);
        Assert.False(old.HasExited);

        fixture.Launcher.Launched = process => process.Write("up\n"u8);
        await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve --fast\n"));
        Assert.Equal("serve --fast", CommandOf(Assert.Single(fixture.Launcher.Running)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_Procfile_is_refused_with_its_diagnostics()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\n");
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        ReloadResult result = await fixture.Supervisor.ReloadAsync(ProcfileDocument.Parse("web serve\n").Reading);
        Assert.True(result.IsRefused);
        Assert.NotEmpty(result.Refusals);
        Assert.Null(result.Operation);
        Assert.Equal((ProcessState.Running, 0), (fixture["web.1"].State, fixture["web.1"].Restarts));
        await foreach (SupervisorEvent happened in events)
        {
            Assert.Equal(SupervisorEventKind.ReloadRefused, happened.Kind);
            Assert.Equal(string.Join("; ", result.Refusals), happened.Message);
            break;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_can_never_be_started_is_refused()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\n");
        ReloadResult result = await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve 'unclosed\n"));
        Assert.StartsWith("web: ", Assert.Single(result.Refusals), StringComparison.Ordinal);
        Assert.False(Running(fixture, "web.1").HasExited);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_preview_does_nothing()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\n");
        ReloadResult preview = await fixture.Supervisor.PreviewReloadAsync(fixture.PlanOf("web: other\nworker: work\n"));
        Assert.Equal(["web changed (command)", "worker added, 1 wished"], preview.Changes.Select(change => change.ToString()));
        Assert.Null(preview.Operation);
        Assert.Equal(["web.1"], fixture.Supervisor.GetSnapshot().Processes.Select(process => process.Name));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_type_that_is_taken_away_and_brought_back_while_it_stops_runs_the_new_command()
    {
        await using FakeFixture fixture = await StartAsync("web: serve\nworker: work\n");
        fixture.Launcher.Signalled = (_, _) => { };
        FakeProcess old = Running(fixture, "worker.1");
        Task<ReloadResult> away = fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve\n"));
        await fixture.UntilAsync(snapshot => snapshot["worker.1"] is { State: ProcessState.Stopping });
        Assert.Equal(["web"], fixture.Supervisor.GetSnapshot().Types.Select(type => type.Name));
        Task<ReloadResult> back = fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve\nworker: work again\n"));
        await fixture.UntilAsync(snapshot => snapshot["worker.1"] is { IsWanted: true });
        old.Exit(ProcessExit.WithCode(0));
        await Task.WhenAll(away, back);
        Assert.Equal("work again", CommandOf(Running(fixture, "worker.1")));
        fixture.Launcher.Signalled = null;
    }

    private static async Task<FakeFixture> StartAsync(string procfile, Action<SupervisorOptions>? configure = null)
    {
        var fixture = new FakeFixture(procfile, configure);
        fixture.Launcher.Launched = process => process.Write("up\n"u8);
        await fixture.Supervisor.StartAsync();
        return fixture;
    }

    private static string CommandOf(FakeProcess process) => string.Join(' ', process.Spec.Arguments);

    private static FakeProcess Running(FakeFixture fixture, string name) => fixture.Launcher.Running.Single(process => process.Spec.Name == name);
}
