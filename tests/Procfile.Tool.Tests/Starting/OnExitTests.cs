using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary><c>procfile start --on-exit</c>: what happens when a process ends by itself, and what the tool then ends with.</summary>
public sealed class OnExitTests
{
    private const string Waits = "worker: sleep 1000";

    [Theory(Timeout = 60_000)]
    [InlineData("exit 0", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("kill -9 $$", 128 + 9)]
    [InlineData("kill -TERM $$", 128 + 15)]
    public async Task Stop_ends_everything_with_the_first_processs_true_code(string command, int code)
    {
        using var app = new AppDirectory($"web: {command}; true\n{Waits}\n");
        ToolResult result = await app.RunAsync("start", "--on-exit", "stop");
        Assert.Equal(code, result.Code);
        Assert.Equal("", result.Error);
        Assert.Contains("web.1 ended with", result.Out, StringComparison.Ordinal);
        app.Processes.AssertNone();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("true", "true", 0)]
    [InlineData("true", "exit 4", 4)]
    [InlineData("kill -9 $$", "true", 128 + 9)]
    public async Task Ignore_ends_when_all_have_ended_with_the_code_of_the_first_that_failed(string first, string second, int code)
    {
        using var app = new AppDirectory($"first: {first}; \nsecond: {second}; \n");
        ToolResult result = await app.RunAsync("start", "--on-exit", "ignore");
        Assert.Equal(code, result.Code);
        Assert.DoesNotContain("starts again", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ignore_leaves_the_others_running()
    {
        using var app = new AppDirectory($"web: exit 7\n{Waits}\n");
        await using RunningTool tool = app.Start("start", "--on-exit", "ignore");
        await tool.LineAsync("web.1 ended with code 7");
        await tool.LineAsync("worker.1 started");
        Assert.NotEmpty(app.Processes.Running("sleep", "1000"));
        tool.Signal("INT");
        await tool.EndAsync();
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_that_was_asked_for_ends_with_0_also_after_a_failure_that_was_ignored()
    {
        using var app = new AppDirectory($"web: exit 7\n{Waits}\n");
        await using RunningTool tool = app.Start("start", "--on-exit", "ignore");
        await tool.LineAsync("web.1 ended with code 7");
        await tool.LineAsync("worker.1 started");
        tool.Signal("INT");
        (await tool.EndAsync()).AssertFine();
    }

    [Fact(Timeout = 60_000)]
    public async Task Restart_is_the_usual_way()
    {
        using var app = new AppDirectory("web: echo up; exit 1\n");
        await using RunningTool tool = app.Start("start");
        await tool.LineAsync("| up", times: 3);
        await tool.LineAsync("web.1 starts again in");
        tool.Signal("INT");
        (await tool.EndAsync()).AssertFine();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_word_is_read_in_any_case_and_another_is_refused_with_the_three_there_are()
    {
        using var app = new AppDirectory("web: true\n");
        Assert.Equal(ExitCodes.Fine, (await app.RunAsync("start", "--on-exit", "STOP")).Code);
        (await app.RunAsync("start", "--on-exit", "die")).AssertRefused(ExitCodes.Usage, "--on-exit is restart, stop or ignore");
    }
}
