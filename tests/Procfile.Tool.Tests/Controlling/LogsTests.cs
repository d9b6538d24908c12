using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary><c>procfile logs</c> and <c>procfile events</c>: what comes bit by bit.</summary>
public sealed class LogsTests : ControlTests
{
    private const string Started = """{"kind":"started","time":"2026-01-02T12:30:01+00:00","version":1,"process":"web.1","type":"web","pid":1,"state":"running","previousState":null,"exit":null,"delaySeconds":null,"count":null,"text":"web.1 started (pid 1)"}""";
    private const string Silent = """{"kind":"stateChanged","time":"2026-01-02T12:30:01+00:00","version":1,"process":"web.1","type":"web","pid":1,"state":"running","previousState":null,"exit":null,"delaySeconds":null,"count":null,"text":null}""";

    public LogsTests() => App.Variables["TZ"] = "UTC";

    [Theory(Timeout = 60_000)]
    [InlineData("logs", "logs?recent=100&follow=false")]
    [InlineData("logs -n 5 web worker.2", "logs?recent=5&follow=false&name=web&name=worker.2")]
    [InlineData("logs -f w*", "logs?recent=100&follow=true&name=w%2A")]
    [InlineData("events -n 7 --json", "events?recent=7&follow=false")]
    [InlineData("events --follow --json", "events?recent=100&follow=false", "events?recent=100")]
    public async Task It_asks_for_what_was_typed(string typed, params string[] asked)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        Assert.Equal(ExitCodes.Fine, (await RunAsync(typed.Split(' '))).Code);
        Assert.Equal(asked, supervisor.Streams);
    }

    [Fact(Timeout = 60_000)]
    public async Task Lines_look_as_those_of_start_with_the_time_at_which_they_came()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.LineAsync(context, "first \e[1mbold\e[0m");
            await FakeSupervisor.EventAsync(context, "missed", """{"count":120}""");
            await FakeSupervisor.LineAsync(context, "second", "worker.2");
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        Assert.Equal(
            "12:30:01 web.1    | first \e[1mbold\e[0m\n12:30:01 system   | … 120 lines missed\n12:30:01 worker.2 | second\n", (await RunAsync("logs")).AssertFine().Out);
        Assert.Equal("web.1    | first \e[1mbold\e[0m", (await RunAsync("logs", "--no-timestamps")).AssertFine().Lines[0]);
        ToolResult plain = await RunAsync("logs", "--no-prefix");
        Assert.Equal("first \e[1mbold\e[0m\nsecond\n", plain.Out);
        Assert.Equal("procfile: … 120 lines missed\n", plain.Error);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_no_text_comes_byte_for_byte()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        byte[] bytes = [0xFF, 0xFE, (byte)'x', 0x80];
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.LineAsync(context, "\uFFFD", base64: Convert.ToBase64String(bytes));
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        (await App.RunShellAsync($"{AppDirectory.Tool} logs --no-prefix --socket s > out")).AssertFine();
        Assert.Equal([.. bytes, (byte)'\n'], App.Bytes("out"));
    }

    [Fact(Timeout = 60_000)]
    public async Task As_json_each_is_one_line_as_it_came()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.LineAsync(context, "one");
            await FakeSupervisor.LineAsync(context, "two");
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        string[] texts = [.. (await RunAsync("logs", "--json")).AssertFine().Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!)];
        Assert.Equal(["one", "two"], texts);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_connection_that_breaks_is_opened_again_where_it_broke()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            if (supervisor.Streams.Count == 1)
            {
                await FakeSupervisor.LineAsync(context, "before", id: "a-41");
                return;
            }

            await FakeSupervisor.LineAsync(context, "after", id: "a-42");
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        ToolResult result = await RunAsync("logs", "-f", "--no-prefix");
        Assert.Equal("before\nafter\n", result.Out);
        Assert.Equal("procfile: it has ended\n", result.Error);
        Assert.Equal(ExitCodes.Fine, result.Code);
        Assert.EndsWith(" a-41", supervisor.Streams.Last(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_supervisor_that_does_not_come_back_is_given_up_with_a_word()
    {
        FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.LineAsync(context, "before", id: "a-41");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using RunningTool tool = App.Start("logs", "-f", "--socket", "s");
        await tool.LineAsync("before");
        await supervisor.DisposeAsync();
        ToolResult result = await tool.EndAsync();
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Contains("does not come back", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_that_breaks_off_is_no_answer_when_nothing_is_followed()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.LineAsync(context, "before", id: "a-41");
            context.Abort();
        };
        ToolResult result = await RunAsync("logs");
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Contains("has broken off", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ctrl_c_is_the_ordinary_end_of_following()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            await FakeSupervisor.LineAsync(context, "line");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using RunningTool tool = App.Start("logs", "-f", "--socket", "s");
        await tool.LineAsync("line");
        tool.Signal("INT");
        (await tool.EndAsync()).AssertFine();
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_reads_no_more_ends_it_quietly()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
                await FakeSupervisor.LineAsync(context, "line");
        };
        ToolResult result = await App.RunShellAsync($"{AppDirectory.Tool} logs -f --no-prefix --socket s | head -n 1");
        Assert.Equal("line\n", result.AssertFine().Out);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task A_line_that_is_none_is_told(string data)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = context => FakeSupervisor.EventAsync(context, null, data);
        foreach (string command in new[] { "logs", "logs --json", "events", "events --json" })
            (await RunAsync(command.Split(' '))).AssertRefused(ExitCodes.Fault, "does not answer as procfile start of this version does");
        supervisor.Stream = context => FakeSupervisor.LineAsync(context, "", base64: "!");
        (await RunAsync("logs")).AssertRefused(ExitCodes.Fault, "does not answer as");
    }

    [Fact(Timeout = 60_000)]
    public async Task Events_are_their_words_and_those_without_are_left_out()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            foreach (string happened in new[] { Started, Silent, Started.Replace("web.1 started", "web.1 has started", StringComparison.Ordinal), Silent, Silent })
                await FakeSupervisor.EventAsync(context, null, happened);
            await FakeSupervisor.EventAsync(context, "missed", """{"count":null}""");
            await FakeSupervisor.EventAsync(context, "end", "{}");
        };
        ToolResult result = await RunAsync("events");
        Assert.Equal("2026-01-02 12:30:01 web.1 started (pid 1)\n2026-01-02 12:30:01 web.1 has started (pid 1)\n", result.Out);
        Assert.Equal("procfile: … some events missed\n", result.Error);
        Assert.Equal("2026-01-02 12:30:01 web.1 has started (pid 1)\n", (await RunAsync("events", "-n", "1")).Out);
        Assert.Equal(2, (await RunAsync("events", "--json", "-n", "2")).Lines.Length);
    }

    [Fact(Timeout = 60_000)]
    public async Task Followed_events_are_those_of_the_past_and_then_each_as_it_comes()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        var later = new TaskCompletionSource();
        supervisor.Stream = async context =>
        {
            if (context.Request.Query["follow"] == "false")
            {
                await FakeSupervisor.EventAsync(context, null, Started, "j-1");
                await FakeSupervisor.EventAsync(context, null, Started.Replace("started", "is there", StringComparison.Ordinal).Replace("\"kind\":\"is there\"", "\"kind\":\"started\"", StringComparison.Ordinal), "j-2");
                await FakeSupervisor.EventAsync(context, "end", "{}");
                return;
            }

            Assert.Equal("j-2", context.Request.Headers["Last-Event-ID"]);
            await later.Task;
            await FakeSupervisor.EventAsync(context, null, Started, "j-3");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using RunningTool tool = App.Start("events", "-f", "-n", "1", "--socket", "s");
        await tool.LineAsync("web.1 is there");
        later.SetResult();
        await tool.LineAsync("web.1 started");
        tool.Signal("INT");
        Assert.Equal(2, (await tool.EndAsync()).AssertFine().Lines.Length);
    }
}
