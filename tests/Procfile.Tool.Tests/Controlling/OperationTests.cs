using System.Text.Json;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary>The commands that change what runs: what they ask for, and what they make of the answer.</summary>
public sealed class OperationTests : ControlTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("scale worker=3 web=+1", "scale", """{"formation":"worker=3,web=+1","wait":true}""")]
    [InlineData("scale worker=3,web=-1", "scale", """{"formation":"worker=3,web=-1","wait":true}""")]
    [InlineData("pause", "pause", """{"names":["*"],"wait":true}""")]
    [InlineData("pause worker web", "pause", """{"names":["worker","web"],"wait":true}""")]
    [InlineData("resume work*", "resume", """{"names":["work*"],"wait":true}""")]
    [InlineData("restart", "restart", """{"names":["*"],"wait":true}""")]
    [InlineData("restart worker.2", "restart", """{"names":["worker.2"],"wait":true}""")]
    [InlineData("restart web --mode rolling", "restart", """{"names":["web"],"mode":"rolling","wait":true}""")]
    [InlineData("restart --mode stop-then-start", "restart", """{"names":["*"],"mode":"stopThenStart","wait":true}""")]
    [InlineData("restart --mode ONE-BY-ONE", "restart", """{"names":["*"],"mode":"oneByOne","wait":true}""")]
    [InlineData("restart --mode signal", "restart", """{"names":["*"],"mode":"signal","wait":true}""")]
    [InlineData("stop", "stop", """{"names":["*"],"wait":true}""")]
    [InlineData("stop worker --within 2.5", "stop", """{"names":["worker"],"withinSeconds":2.5,"wait":true}""")]
    [InlineData("signal usr1", "signal", """{"names":["*"],"signal":"USR1","wait":true}""")]
    [InlineData("signal SIGHUP web.1", "signal", """{"names":["web.1"],"signal":"HUP","wait":true}""")]
    [InlineData("signal 10 web", "signal", """{"names":["web"],"signal":"USR1","wait":true}""")]
    public async Task It_asks_for_what_was_typed(string typed, string operation, string request)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context => AnswerAsync(context, FakeSupervisor.Process("web", 1));
        (await RunAsync(typed.Split(' '))).AssertFine();
        (string asked, RequestJson body) = Assert.Single(supervisor.Operations);
        Assert.Equal(operation, asked);
        Assert.Equal(JsonSerializer.Serialize(JsonSerializer.Deserialize(request, ContractJson.Default.RequestJson)!, ContractJson.Default.RequestJson), JsonSerializer.Serialize(body, ContractJson.Default.RequestJson));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "scale wroker=2")]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "pause wroker")]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "restart wroker")]
    [InlineData("there is no process \"worker.9\": did you mean \"worker.1\"?", "stop worker.9")]
    [InlineData("\"worker.1\" is one process: name its type, \"worker\"", "resume worker.1")]
    [InlineData("there is no signal \"USR7\": did you mean \"USR1\"?", "signal USR7 web")]
    [InlineData("'many' is not a change of scale", "scale worker=many")]
    [InlineData("'worker' is not of the form", "scale worker")]
    [InlineData("--mode is rolling, stop-then-start, one-by-one or signal", "restart --mode slow")]
    [InlineData("--within is a number of seconds, not \"soon\"", "stop --within soon")]
    [InlineData("--within is a number of seconds, not \"-1\"", "stop --within -1")]
    [InlineData("see procfile scale --help", "scale")]
    [InlineData("see procfile signal --help", "signal")]
    [InlineData("there is no option \"--mod\": did you mean \"--mode\"?", "restart --mod rolling")]
    public async Task Wrong_usage_is_told_with_the_nearest(string said, string typed)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context => FakeSupervisor.RefuseAsync(context, 404, "There is no such name.");
        (await RunAsync(typed.Split(' '))).AssertRefused(ExitCodes.Usage, said);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(409, "the rolling restart of web is broken off: web.2 was not ready in time")]
    [InlineData(400, "that cannot be")]
    [InlineData(503, "The supervisor has ended.")]
    public async Task What_the_supervisor_refuses_is_told_in_its_own_words(int status, string detail)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context => FakeSupervisor.RefuseAsync(context, status, detail);
        (await RunAsync("restart", "web")).AssertRefused(ExitCodes.Fault, detail);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_few_are_told_one_by_one_and_who_is_not_well_makes_it_1()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context => FakeSupervisor.SendAsync(
            context,
            new ResultJson([FakeSupervisor.Process("worker", 1), FakeSupervisor.Process("worker", 2, ProcessState.Backoff, "command not found.")], ["worker.2"], ["worker.10", "worker.9"]),
            shapes => shapes.ResultJson);
        ToolResult result = await RunAsync("scale", "worker=2");
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Equal("worker.1: runs (pid 4001, port 5001)\nworker.2: waits to start again: command not found\nworker.9: scaled away\nworker.10: scaled away\n", result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_are_told_by_type_and_who_is_not_well_by_name()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context => AnswerAsync(
            context, [.. Enumerable.Range(1, 200).Select(index => FakeSupervisor.Process("worker", index)), FakeSupervisor.Process("worker", 201, ProcessState.Backoff, "command not found")]);
        ToolResult result = await RunAsync("scale", "worker=201");
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Equal("worker: 200 run, 1 waits to start again\n  worker.201: waits to start again: command not found\n", result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task As_json_it_is_the_result()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        var answer = new ResultJson([FakeSupervisor.Process("worker", 1, ProcessState.Failed)], [], ["worker.2"]);
        supervisor.Operation = context => FakeSupervisor.SendAsync(context, answer, shapes => shapes.ResultJson);
        ToolResult result = await RunAsync("scale", "worker=1", "--json");
        Assert.Equal(ExitCodes.Fault, result.Code);
        result.Json().AssertIs(JsonSerializer.Serialize(answer, ContractJson.Default.ResultJson));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_signal_that_nobody_got_is_a_fault()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context => AnswerAsync(context, FakeSupervisor.Process("web", 1, ProcessState.Stopped));
        (await RunAsync("signal", "HUP", "web")).AssertRefused(ExitCodes.Fault, "nobody got the signal");
        supervisor.Operation = context => AnswerAsync(context, FakeSupervisor.Process("web", 1, ProcessState.Stopped), FakeSupervisor.Process("web", 2));
        Assert.Equal("HUP sent to web.2\n", (await RunAsync("signal", "HUP", "web")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_that_ends_the_supervisor_before_it_can_answer_is_a_stop()
    {
        FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context =>
        {
            File.Delete(Socket);
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.Equal("everything has ended\n", (await RunAsync("stop")).AssertFine().Out);
        await supervisor.DisposeAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_that_breaks_off_while_the_supervisor_lives_is_a_fault()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Operation = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        foreach (string operation in new[] { "stop", "restart" })
            (await RunAsync(operation)).AssertRefused(ExitCodes.Fault, "has broken off its answer");
    }

    [Fact(Timeout = 60_000)]
    public async Task Ctrl_c_ends_the_wait_and_not_the_operation()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        var asked = new TaskCompletionSource();
        supervisor.Operation = async context =>
        {
            asked.SetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using RunningTool tool = App.Start("restart", "--socket", "s");
        await asked.Task;
        tool.Signal("INT");
        ToolResult result = await tool.EndAsync();
        Assert.Equal(130, result.Code);
        Assert.Equal("procfile: not waited for any longer: the restart goes on; procfile ps shows how far it is\n", result.Error);
    }

    [TerminalTheory]
    [InlineData("scale worker=3", "starting: 1 of 3 run; stopping: 1 still runs")]
    [InlineData("restart", "restarting: 1 of 4 are new; stopping: 1 still runs")]
    public async Task On_a_terminal_the_wait_shows_how_far_it_is(string command, string progress)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        var before = FakeSupervisor.Of([FakeSupervisor.Type("web", 1), FakeSupervisor.Type("worker", 3)], FakeSupervisor.Process("web", 1), FakeSupervisor.Process("worker", 1));
        supervisor.Snapshot = before;
        var seen = new TaskCompletionSource();
        supervisor.Operation = async context =>
        {
            supervisor.Snapshot = before with
            {
                Processes =
                [
                    FakeSupervisor.Process("web", 1),
                    FakeSupervisor.Process("worker", 1) with { Pid = 7000 },
                    FakeSupervisor.Process("worker", 2, ProcessState.Starting),
                    FakeSupervisor.Process("worker", 3, ProcessState.Backoff),
                    FakeSupervisor.Process("worker", 4, ProcessState.Stopping),
                ],
            };
            await seen.Task;
            await AnswerAsync(context, FakeSupervisor.Process("worker", 1));
        };
        App.Variables["TERM"] = "xterm";
        await using RunningTool terminal = App.StartOnTerminal($"{command} --socket s");
        await terminal.LineAsync(progress);
        seen.SetResult();
        string output = (await terminal.EndAsync()).Out;
        Assert.Contains("\e[K", output, StringComparison.Ordinal);
        Assert.EndsWith("worker.1: runs (pid 4001, port 5001)\n", output, StringComparison.Ordinal);
    }

    private static Task AnswerAsync(Microsoft.AspNetCore.Http.HttpContext context, params ProcessJson[] processes) =>
        FakeSupervisor.SendAsync(context, new ResultJson(processes, [], []), shapes => shapes.ResultJson);
}
