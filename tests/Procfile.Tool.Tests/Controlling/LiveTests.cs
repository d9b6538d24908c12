using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary>The commands against a real <c>start</c> with real processes.</summary>
public sealed class LiveTests : IDisposable
{
    private const string Stays = "echo $PS is here; exec sleep 1000";

    private readonly AppDirectory _app = new($"web: {Stays}\nworker: {Stays}\nclock: trap 'echo got it' USR1; echo $PS is here; while true; do sleep 0.1; done\n");

    public LiveTests()
    {
        // The socket of each test stands in its own directory.
        Directory.CreateDirectory(_app.File("run"));
        _app.Variables["XDG_RUNTIME_DIR"] = _app.File("run");
    }

    public void Dispose() => _app.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task A_killed_process_shows_its_restart()
    {
        await using RunningTool start = await StartAsync();
        JsonElement before = await ProcessAsync("worker.2");
        Signals.Send(before.GetProperty("pid").GetInt32(), "KILL");
        await start.LineAsync("worker.2 started", times: 2);
        JsonElement after = await ProcessAsync("worker.2");
        Assert.Equal(1, after.GetProperty("restarts").GetInt32());
        Assert.Equal("KILL", after.GetProperty("lastExit").GetProperty("signal").GetString());
        string line = (await _app.RunAsync("ps", "worker.2")).AssertFine().Lines[1];
        Assert.Matches(@"^worker\.2  running +\d+  5101 +\S+ +1 ", line);
        Assert.Contains((await _app.RunAsync("events")).AssertFine().Lines, text => text.EndsWith("worker.2 ended with signal KILL", StringComparison.Ordinal));
        await StopAsync(start);
    }

    [Fact(Timeout = 120_000)]
    public async Task Scaling_takes_the_highest_away_and_fills_the_lowest()
    {
        await using RunningTool start = await StartAsync();
        ToolResult down = (await _app.RunAsync("scale", "worker=1", "web=+1")).AssertFine();
        Assert.Contains("worker.3: scaled away", down.Lines);
        Assert.Contains("worker.2: scaled away", down.Lines);
        Assert.Contains(down.Lines, line => line.StartsWith("web.2: runs (pid ", StringComparison.Ordinal));
        Assert.Equal(["web.1", "web.2", "worker.1", "clock.1"], await NamesAsync());
        (await _app.RunAsync("scale", "worker=3")).AssertFine();
        Assert.Equal(["web.1", "web.2", "worker.1", "worker.2", "worker.3", "clock.1"], await NamesAsync());
        (await _app.RunAsync("scale", "wroker=3")).AssertRefused(ExitCodes.Usage, "there is no process type \"wroker\": did you mean \"worker\"?");
        await StopAsync(start);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_paused_type_is_shown_and_comes_back_with_as_many()
    {
        await using RunningTool start = await StartAsync();
        Assert.Equal(["worker.1: paused", "worker.2: paused", "worker.3: paused"], (await _app.RunAsync("pause", "worker")).AssertFine().Lines);
        ToolResult paused = (await _app.RunAsync("ps")).AssertFine();
        Assert.Contains(paused.Lines, line => line.StartsWith("worker   paused", StringComparison.Ordinal));
        Assert.EndsWith("; paused: worker (3)", paused.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(3, (await _app.RunAsync("resume", "worker")).AssertFine().Lines.Length);
        Assert.Equal(["web.1", "worker.1", "worker.2", "worker.3", "clock.1"], await NamesAsync());
        await StopAsync(start);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("rolling")]
    [InlineData("stop-then-start")]
    [InlineData("one-by-one")]
    public async Task A_restart_replaces_every_process(string mode)
    {
        await using RunningTool start = await StartAsync();
        int[] before = await PidsAsync("worker");
        (await _app.RunAsync("restart", "worker", "--mode", mode)).AssertFine();
        Assert.Empty(before.Intersect(await PidsAsync("worker")));
        await StopAsync(start);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_signal_reaches_the_process_and_its_line_the_log()
    {
        await using RunningTool start = await StartAsync();
        await using RunningTool logs = _app.Start("logs", "-f", "clock");
        await using RunningTool all = _app.Start("logs", "-f");
        await all.LineAsync("web.1 is here");
        (await _app.RunAsync("signal", "USR1", "clock")).AssertFine();
        await all.LineAsync("clock.1  | got it");
        await logs.LineAsync("clock.1 | got it");
        Assert.Contains((await _app.RunAsync("logs", "clock")).AssertFine().Lines, line => line.EndsWith("clock.1 | got it", StringComparison.Ordinal));
        await StopAsync(start);
        Assert.Equal("procfile: it has ended\n", (await logs.EndAsync()).Error);
        Assert.Equal(ExitCodes.Fine, (await all.EndAsync()).Code);
    }

    [Fact(Timeout = 120_000)]
    public async Task One_process_is_stopped_and_restart_starts_it_again()
    {
        await using RunningTool start = await StartAsync();
        Assert.Equal(["worker.2: is stopped"], (await _app.RunAsync("stop", "worker.2")).AssertFine().Lines);
        Assert.Equal("stopped", (await ProcessAsync("worker.2")).GetProperty("state").GetString());
        (await _app.RunAsync("restart", "worker.2")).AssertFine();
        Assert.Equal("running", (await ProcessAsync("worker.2")).GetProperty("state").GetString());
        await StopAsync(start);
    }

    [Fact(Timeout = 120_000)]
    public async Task Events_and_the_view_are_live_and_end_with_the_supervisor()
    {
        await using RunningTool start = await StartAsync();
        await using RunningTool events = _app.Start("events", "-f");
        await using RunningTool view = _app.Start("ps", "--watch");
        await events.LineAsync("web.1 started");
        await view.LineAsync("5 processes: 5 run");
        (await _app.RunAsync("scale", "worker=4")).AssertFine();
        await events.LineAsync("worker is scaled to 4");
        await view.LineAsync("6 processes: 6 run");
        await StopAsync(start);
        Assert.Equal(ExitCodes.Fine, (await events.EndAsync()).Code);
        Assert.Equal(ExitCodes.Fine, (await view.EndAsync()).Code);
        (await _app.RunAsync("ps")).AssertRefused(ExitCodes.Fault, "nothing runs from this Procfile");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_supervisor_that_is_killed_leaves_nobody_who_waits_for_ever()
    {
        await using RunningTool start = await StartAsync();
        await using RunningTool logs = _app.Start("logs", "-f");
        await logs.LineAsync("web.1 is here");
        start.Signal("KILL");
        ToolResult result = await logs.EndAsync();
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Contains("does not come back", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        (await _app.RunAsync("ps")).AssertRefused(ExitCodes.Fault, "nothing runs from this Procfile");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_named_socket_is_found_by_its_name()
    {
        await using RunningTool start = _app.Start("start", "--socket", "s");
        await start.LineAsync("started (pid", times: 3);
        Assert.Equal("3 processes: 3 run", (await _app.RunAsync("ps", "--socket", "s")).AssertFine().Lines[^1]);
        (await _app.RunAsync("ps")).AssertRefused(ExitCodes.Fault, "nothing runs from this Procfile");
        (await _app.RunAsync("stop", "--socket", "s")).AssertFine();
        (await start.EndAsync()).AssertFine();
    }

    private async Task<RunningTool> StartAsync()
    {
        RunningTool start = _app.Start("start", "-m", "worker=3,web=1,clock=1");
        await start.LineAsync("started (pid", times: 5);
        await start.LineAsync("is here", times: 5);
        return start;
    }

    /// <summary>Ends it by the command that is there for it.</summary>
    private async Task StopAsync(RunningTool start)
    {
        (await _app.RunAsync("stop", "--within", "5")).AssertFine();
        (await start.EndAsync()).AssertFine();
    }

    private async Task<JsonElement> ProcessAsync(string name) =>
        (await _app.RunAsync("ps", name, "--json")).AssertFine().Json().GetProperty("processes").EnumerateArray().Single();

    private async Task<string[]> NamesAsync() =>
        [.. (await _app.RunAsync("ps", "--json")).AssertFine().Json().GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("name").GetString()!)];

    private async Task<int[]> PidsAsync(string name) =>
        [.. (await _app.RunAsync("ps", name, "--json")).AssertFine().Json().GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("pid").GetInt32())];
}
