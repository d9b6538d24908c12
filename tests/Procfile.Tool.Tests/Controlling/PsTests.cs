using System.Text.Json;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary><c>procfile ps</c>, once and live.</summary>
public sealed class PsTests : ControlTests
{
    [Fact(Timeout = 60_000)]
    public async Task It_shows_every_process_and_a_summary()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        string[] lines = (await RunAsync("ps")).AssertFine().Lines;
        Assert.Equal(["NAME", "web.1", "worker.1", "worker.2", "3"], lines.Select(line => line.Split(' ')[0]));
        Assert.Equal("3 processes: 3 run", lines[^1]);
    }

    [Fact(Timeout = 60_000)]
    public async Task As_json_it_is_what_the_api_says()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        JsonElement json = (await RunAsync("ps", "--json")).AssertFine().Json();
        json.AssertIs(JsonSerializer.Serialize(supervisor.Snapshot, ContractJson.Default.SnapshotJson));
        json.AssertNames("version", "health", "processes", "types");
        JsonElement workers = (await RunAsync("ps", "--json", "worker")).AssertFine().Json();
        workers.AssertNames("version", "health", "processes", "types");
        Assert.Equal(["worker.1", "worker.2"], workers.GetProperty("processes").EnumerateArray().Select(process => process.GetProperty("name").GetString()));
        Assert.Equal(["worker"], workers.GetProperty("types").EnumerateArray().Select(type => type.GetProperty("name").GetString()));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("2 processes: 2 run", "worker")]
    [InlineData("1 process: 1 runs", "worker.2")]
    [InlineData("2 processes: 2 run", "*.1")]
    [InlineData("3 processes: 3 run", "*")]
    public async Task Names_choose(string summary, string name)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        Assert.Equal(summary, (await RunAsync("ps", name)).AssertFine().Lines[^1]);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "ps", "wroker")]
    [InlineData("there is no process \"wroker.1\": did you mean \"worker.1\"?", "ps", "wroker.1")]
    [InlineData("there is no process or process type \"database\": there are web, worker", "logs", "database")]
    [InlineData("--lines is a number, not \"many\"", "logs", "-n", "many")]
    [InlineData("there is no option \"--wach\": did you mean \"--watch\"?", "ps", "--wach")]
    [InlineData("there is no option \"--sockte\": did you mean \"--socket\"?", "ps", "--sockte")]
    public async Task Wrong_usage_names_the_nearest(string said, params string[] arguments)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        (await RunAsync(arguments)).AssertRefused(ExitCodes.Usage, said);
    }

    [Fact(Timeout = 60_000)]
    public async Task Piped_it_is_shown_again_with_every_change_until_the_supervisor_ends()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        var changed = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        supervisor.Stream = async context =>
        {
            // An event that changes nothing is none.
            await FakeSupervisor.EventAsync(context, null, "{}");
            await changed.Task;
            await FakeSupervisor.EventAsync(context, null, "{}");
            await end.Task;
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        await using RunningTool tool = App.Start("ps", "--watch", "--socket", "s");
        await tool.LineAsync("3 processes: 3 run");
        supervisor.Snapshot = supervisor.Snapshot with { Version = 8, Processes = [.. supervisor.Snapshot.Processes, FakeSupervisor.Process("worker", 3)] };
        changed.SetResult();
        await tool.LineAsync("4 processes: 4 run");
        end.SetResult();
        ToolResult result = await tool.EndAsync();
        Assert.Equal(ExitCodes.Fine, result.Code);
        Assert.Equal("procfile: it has ended\n", result.Error);
        Assert.Equal(2, result.Lines.Count(line => line.StartsWith("NAME", StringComparison.Ordinal)));
        Assert.DoesNotContain('\e', result.Out);
    }

    [TerminalTheory]
    [InlineData("\u0003")]
    [InlineData("")]
    public async Task On_a_terminal_it_draws_in_place_and_leaves_the_screen_as_it_was(string typed)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        var end = new TaskCompletionSource();
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.EventAsync(context, null, "{}");
            await end.Task.WaitAsync(context.RequestAborted);
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        App.Variables["TERM"] = "xterm";
        await using RunningTool tool = App.StartOnTerminal("ps --watch --socket s");
        await tool.LineAsync("worker.2");
        if (typed.Length > 0)
            await tool.TypeAsync(typed);
        else
            end.SetResult();
        string output = (await tool.EndAsync()).Out;
        Assert.Contains("\e[?1049h", output, StringComparison.Ordinal);
        Assert.Contains("\e[H", output, StringComparison.Ordinal);
        Assert.Contains("\e[?25h\e[?1049l", output, StringComparison.Ordinal);
        Assert.Contains("\e[32mrunning", output, StringComparison.Ordinal);
    }

    [TerminalTheory]
    [InlineData("NO_COLOR", "1", false)]
    [InlineData("TERM", "dumb", false)]
    [InlineData("TERM", "xterm", true)]
    public async Task Colours_are_for_terminals_that_want_them(string variable, string value, bool colored)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        App.Variables["TERM"] = "xterm";
        App.Variables[variable] = value;
        await using RunningTool tool = App.StartOnTerminal("ps --socket s");
        Assert.Equal(colored, (await tool.EndAsync()).Out.Contains("\e[32m", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_hundred_processes_are_two_hundred_lines()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Snapshot = FakeSupervisor.Of(
            [FakeSupervisor.Type("worker", 200)],
            [.. Enumerable.Range(1, 199).Select(index => FakeSupervisor.Process("worker", index)), FakeSupervisor.Process("worker", 200, ProcessState.Failed, "given up")]);
        ToolResult result = (await RunAsync("ps")).AssertFine();
        Assert.Equal(202, result.Lines.Length);
        Assert.Equal("200 processes: 199 run, 1 is given up", result.Lines[^1]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_supervisor_that_is_killed_ends_the_view_with_a_word()
    {
        FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = context => FakeSupervisor.EventAsync(context, null, "{}").ContinueWith(_ => Task.Delay(Timeout.Infinite, context.RequestAborted)).Unwrap();
        await using RunningTool tool = App.Start("ps", "--watch", "--socket", "s");
        await tool.LineAsync("3 processes: 3 run");
        await supervisor.DisposeAsync();
        ToolResult result = await tool.EndAsync();
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Single(result.ErrorLines);
    }
}
