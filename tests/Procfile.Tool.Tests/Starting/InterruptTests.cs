using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary>Ctrl+C typed on the terminal that <c>procfile start</c> runs on: the tool hears it, its processes do not.</summary>
public sealed class InterruptTests
{
    private const string Interrupt = "\u0003";

    [TerminalTheory]
    [InlineData("")]
    [InlineData("--terminal all")]
    public async Task Typed_once_it_stops_gracefully_and_nothing_is_restarted(string options)
    {
        using var app = new AppDirectory("web: trap 'echo interrupted' INT; trap 'echo bye; exit 3' TERM; echo ready; while :; do sleep 0.05; done\n");
        await using RunningTool tool = app.StartOnTerminal($"start --no-timestamps {options}");
        await tool.LineAsync("ready");
        await tool.TypeAsync(Interrupt);
        ToolResult result = await tool.EndAsync();
        Assert.Equal(ExitCodes.Fine, result.Code);
        Assert.Contains("bye", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("interrupted", result.Out, StringComparison.Ordinal);
        Assert.Single(result.Lines, line => line.Contains("ready", StringComparison.Ordinal));
        app.Processes.AssertNone();
    }

    [TerminalTheory]
    [InlineData("")]
    [InlineData("--terminal all")]
    public async Task Typed_twice_it_kills_what_does_not_listen(string options)
    {
        using var app = new AppDirectory("web: trap 'echo interrupted' INT; trap '' TERM HUP; echo ready; while :; do sleep 0.05; done\n");
        await using RunningTool tool = app.StartOnTerminal($"start --no-timestamps --stop-sequence 'term, 1000, kill' {options}");
        await tool.LineAsync("ready");
        await tool.TypeAsync(Interrupt);
        await tool.LineAsync("stopping; once more kills");
        await tool.TypeAsync(Interrupt);
        ToolResult result = await tool.EndAsync();
        Assert.Equal(ExitCodes.Fine, result.Code);
        Assert.Contains("web.1 ended with signal KILL", result.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("interrupted", result.Out, StringComparison.Ordinal);
        app.Processes.AssertNone();
    }
}
