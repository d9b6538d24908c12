using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary><c>procfile start</c>, when somebody asks for the end.</summary>
public sealed class StopTests
{
    /// <summary>Ends as it is asked to, with a word.</summary>
    private const string Polite = "trap 'echo bye; exit 0' TERM; echo ready; sleep 1000 & wait";

    /// <summary>Hears nothing but KILL, nor does what it starts.</summary>
    private const string Deaf = "trap '' TERM INT; echo ready; while :; do sleep 1000; done";

    [Theory(Timeout = 60_000)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_every_process_and_ends_with_0(string signal)
    {
        using var app = new AppDirectory($"web: {Polite}\nworker: {Polite}\n");
        await using RunningTool tool = app.Start("start", "-m", "web=1,worker=2");
        await tool.LineAsync("ready", times: 3);
        tool.Signal(signal);
        ToolResult result = (await tool.EndAsync()).AssertFine();
        Assert.Contains(result.Lines, line => line.Contains($"| SIG{signal}: stopping", StringComparison.Ordinal));
        Assert.Equal(3, result.Lines.Count(line => line.EndsWith("| bye", StringComparison.Ordinal)));
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_last_words_of_a_process_come_before_its_end()
    {
        using var app = new AppDirectory($"web: {Polite}\n");
        await using RunningTool tool = app.Start("start");
        await tool.LineAsync("ready");
        tool.Signal("INT");
        string[] lines = (await tool.EndAsync()).AssertFine().Lines;
        int stopping = Array.FindIndex(lines, line => line.Contains("stopping", StringComparison.Ordinal));
        int bye = Array.FindIndex(lines, line => line.EndsWith("| bye", StringComparison.Ordinal));
        int ended = Array.FindIndex(lines, line => line.Contains("web.1 ended with code 0", StringComparison.Ordinal));
        Assert.True(stopping < bye && bye < ended, string.Join('\n', lines));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_second_signal_kills_what_does_not_listen(string signal)
    {
        using var app = new AppDirectory($"web: {Deaf}\n");
        await using RunningTool tool = app.Start("start", "--stop-sequence", "term, 1000, kill");
        await tool.LineAsync("ready");
        tool.Signal(signal);
        await tool.LineAsync("stopping; once more kills");
        tool.Signal(signal);
        ToolResult result = (await tool.EndAsync()).AssertFine();
        Assert.Contains(result.Lines, line => line.Contains("killing", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.Contains("web.1 ended with signal KILL", StringComparison.Ordinal));
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_stop_sequence_ends_what_does_not_listen()
    {
        using var app = new AppDirectory($"web: {Deaf}\n");
        await using RunningTool tool = app.Start("start", "--stop-sequence", "term, 0.1, kill");
        await tool.LineAsync("ready");
        tool.Signal("TERM");
        (await tool.EndAsync()).AssertFine();
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_stop_sequence_sends_the_signals_that_it_names()
    {
        using var app = new AppDirectory("web: trap 'echo asked to quit; exit 0' QUIT; echo ready; while :; do sleep 0.05; done\n");
        await using RunningTool tool = app.Start("start", "--stop-sequence", "quit, 1000, kill");
        await tool.LineAsync("ready");
        tool.Signal("TERM");
        Assert.Contains("| asked to quit", (await tool.EndAsync()).AssertFine().Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_process_sent_to_the_background_goes_with_it()
    {
        using var app = new AppDirectory("web: (setsid sleep 1111 &); sleep 1112 & sh -c 'echo ready; sleep 1113; true'; true\n");
        await using RunningTool tool = app.Start("start");
        await tool.LineAsync("ready");
        Assert.NotEmpty(app.Processes.Running("sleep", "1111"));
        tool.Signal("INT");
        (await tool.EndAsync()).AssertFine();
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_while_a_process_waits_for_its_restart_ends_at_once()
    {
        using var app = new AppDirectory("web: exit 1\nworker: sleep 1000\n");
        await using RunningTool tool = app.Start("start");
        await tool.LineAsync("web.1 starts again in");
        tool.Signal("INT");
        (await tool.EndAsync()).AssertFine();
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_tool_gives_its_unique_integer_back()
    {
        using var app = new AppDirectory("worker: echo integer {{UNIQUE_INT}}; exec sleep 1000\n");
        await using (RunningTool first = app.Start("start"))
        {
            await first.LineAsync("integer");
            first.Signal("KILL");
            Assert.Equal(128 + 9, (await first.EndAsync()).Code);
        }

        app.Processes.KillAll();
        await using RunningTool second = app.Start("start");
        await second.LineAsync("integer");
        second.Signal("INT");
        (await second.EndAsync()).AssertFine();
    }
}
