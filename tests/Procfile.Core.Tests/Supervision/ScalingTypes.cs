using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>Counts are changed for many types in one operation, and nobody waits for what is not his.</summary>
public sealed class ScalingTypes
{
    private const string Procfile = "web: serve\nworker: work\nclock: tick\n";

    [Fact(Timeout = 60_000)]
    public async Task Several_types_are_scaled_in_one_operation_with_one_result()
    {
        await using FakeFixture fixture = await StartAsync();
        OperationResult result = await fixture.Supervisor.ScaleAsync([Request("worker=+2"), Request("web=0")]);
        Assert.Equal(["worker.2", "worker.3"], result.Added.AsEnumerable());
        Assert.Equal(["web.1"], result.Removed.AsEnumerable());
        Assert.Equal(["worker.1", "worker.2", "worker.3"], result.Processes.Select(process => process.Name));
        Assert.Equal([0, 3, 1], Counts(fixture));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_name_may_stand_for_many_types()
    {
        await using FakeFixture fixture = await StartAsync();
        Assert.Equal(["web.2", "worker.2"], (await fixture.Supervisor.ScaleAsync("w*", ScaleChange.By(1))).Added.AsEnumerable());
        Assert.Equal(["web.2", "web.1", "worker.2", "worker.1", "clock.1"], (await fixture.Supervisor.PauseAsync("*")).Removed.AsEnumerable());
        Assert.All(fixture.Supervisor.GetSnapshot().Types, type => Assert.True(type.Paused));
        Assert.Equal(["web.1", "web.2", "worker.1", "worker.2"], (await fixture.Supervisor.ResumeAsync("w*")).Added.AsEnumerable());
        Assert.Equal([2, 2, 1], Counts(fixture));
        Assert.Equal(["clock.1", "clock.2"], (await fixture.Supervisor.ScaleAsync("clock", ScaleChange.By(1))).Added.AsEnumerable());
        Assert.All(fixture.Supervisor.GetSnapshot().Types, type => Assert.False(type.Paused));
    }

    [Fact(Timeout = 60_000)]
    public async Task Changes_of_one_type_count_one_after_the_other_and_start_nothing_in_between()
    {
        await using FakeFixture fixture = await StartAsync();
        OperationResult result = await fixture.Supervisor.ScaleAsync([Request("web=9"), Request("*=+1"), Request("w*=-8"), Request("worker=1")]);
        Assert.Equal(["web.2", "clock.2"], result.Added.AsEnumerable());
        Assert.Empty(result.Removed);
        Assert.Equal([2, 1, 2], Counts(fixture));
        Assert.Equal(5, fixture.Launcher.Started.Count);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("worker=3", "wroker=1")]
    [InlineData("x*=1", "worker=3")]
    [InlineData("worker=3", "web.1=1")]
    public async Task Where_one_type_is_unknown_nothing_is_changed(params string[] requests)
    {
        await using FakeFixture fixture = await StartAsync();
        ArgumentException unknown = await Assert.ThrowsAsync<ArgumentException>(() => fixture.Supervisor.ScaleAsync(requests.Select(Request)));
        Assert.StartsWith("There is no process type", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("web, worker, clock", unknown.Message, StringComparison.Ordinal);
        Assert.Equal([1, 1, 1], Counts(fixture));
        Assert.Equal(3, fixture.Launcher.Started.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_asks_for_no_change_at_all_is_answered()
    {
        await using FakeFixture fixture = await StartAsync();
        OperationResult result = await fixture.Supervisor.ScaleAsync([]);
        Assert.Empty(result.Processes);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_somebody_else_stops_is_not_waited_for()
    {
        await using FakeFixture fixture = await StartAsync();
        fixture.Launcher.Signalled = static (_, _) => { };
        Task<OperationResult> stop = fixture.Supervisor.StopAsync("web.1");
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Stopping);
        OperationResult result = await fixture.Supervisor.ScaleAsync("web", ScaleChange.By(1));
        Assert.False(stop.IsCompleted);
        Assert.Equal(["web.1", "web.2"], result.Processes.Select(process => process.Name));
        Assert.Equal([ProcessState.Stopping, ProcessState.Running], result.Processes.Select(process => process.State));
        fixture.Launcher.Started[0].Exit(ProcessExit.WithCode(0));
        await stop;
        fixture.Launcher.Signalled = null;
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_asks_for_what_another_has_begun_waits_for_it_too()
    {
        await using FakeFixture fixture = await StartAsync();
        fixture.Launcher.Signalled = static (_, _) => { };
        Task<OperationResult> first = fixture.Supervisor.PauseAsync("web");
        Task<OperationResult> second = fixture.Supervisor.PauseAsync("web");
        await fixture.UntilAsync(snapshot => snapshot["web.1"]?.State == ProcessState.Stopping);
        // Whatever is asked after it is done after it.
        await fixture.Supervisor.ScaleAsync("worker", ScaleChange.By(1));
        Assert.False(first.IsCompleted || second.IsCompleted);
        fixture.Launcher.Started[0].Exit(ProcessExit.WithCode(0));
        Assert.Equal(["web.1"], (await first).Removed.AsEnumerable());
        Assert.Empty((await second).Removed);
        fixture.Launcher.Signalled = null;
    }

    private static async Task<FakeFixture> StartAsync()
    {
        var fixture = new FakeFixture(Procfile);
        await fixture.Supervisor.StartAsync();
        return fixture;
    }

    private static ScaleRequest Request(string text) =>
        ScaleRequest.TryParse(text, out ScaleRequest request, out _) ? request : throw new ArgumentException(text);

    private static IEnumerable<int> Counts(FakeFixture fixture) => fixture.Supervisor.GetSnapshot().Types.Select(type => type.Count);
}
