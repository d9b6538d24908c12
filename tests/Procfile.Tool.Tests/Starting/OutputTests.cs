using System.Text.RegularExpressions;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary>What <c>procfile start</c> shows.</summary>
public sealed class OutputTests
{
    private const string Procfile = "web: echo out; echo err >&2\nlong_worker: echo working\n";

    [Fact(Timeout = 60_000)]
    public async Task Lines_begin_with_the_time_and_the_name_in_columns()
    {
        ToolResult result = await RunAsync();
        Assert.All(result.Lines, line => Assert.Matches(@"^\d\d:\d\d:\d\d (web\.1        |long_worker\.1|system       ) \| \S", line));
        Assert.Contains(result.Lines, line => line.EndsWith("web.1         | out", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.EndsWith("web.1         | err", StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_timestamps_they_begin_with_the_name()
    {
        ToolResult result = await RunAsync("--no-timestamps");
        Assert.Contains("web.1         | out", result.Lines);
        Assert.Contains("long_worker.1 | working", result.Lines);
        Assert.Contains(result.Lines, line => Regex.IsMatch(line, @"^system        \| web\.1 started \(pid \d+\)$"));
        Assert.Contains("system        | web.1 ended with code 0", result.Lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_prefix_standard_output_is_the_processes_own()
    {
        ToolResult result = await RunAsync("--no-prefix");
        Assert.Equal(["err", "out", "working"], result.Lines.Order());
        Assert.Contains("web.1 ended with code 0", result.ErrorLines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Quiet_types_run_unseen()
    {
        ToolResult result = await RunAsync("-q", "web", "--no-timestamps");
        Assert.DoesNotContain(result.Lines, line => line.StartsWith("web", StringComparison.Ordinal));
        Assert.Contains("long_worker.1 | working", result.Lines);
        Assert.Contains("system        | web.1 ended with code 0", result.Lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_quiet_type_that_is_not_there_is_answered_with_the_nearest()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("start", "-q", "wbe")).AssertRefused(ExitCodes.Usage, "--quiet", "\"wbe\"", "did you mean \"web\"?");
    }

    [Fact(Timeout = 60_000)]
    public async Task There_are_no_escape_codes_where_nobody_watches()
    {
        using var app = new AppDirectory(Procfile);
        app.Variables["TERM"] = "xterm-256color";
        ToolResult result = await app.RunAsync("start", "--on-exit", "ignore");
        Assert.DoesNotContain('\e', result.Out + result.Error);
    }

    [TerminalTheory]
    [InlineData("xterm", null, true)]
    [InlineData("xterm", "1", false)]
    [InlineData("dumb", null, false)]
    public async Task A_terminal_gets_colours_unless_they_are_not_wanted(string terminal, string? noColor, bool colored)
    {
        using var app = new AppDirectory(Procfile);
        app.Variables["TERM"] = terminal;
        if (noColor is not null)
            app.Variables["NO_COLOR"] = noColor;
        await using RunningTool tool = app.StartOnTerminal("start --on-exit ignore");
        ToolResult result = await tool.EndAsync();
        Assert.Contains(result.Lines, line => line.TrimEnd('\r').EndsWith("out", StringComparison.Ordinal));
        // The platform itself switches the keypad of every terminal it writes to, which is no colour.
        Assert.Equal(colored, Regex.IsMatch(result.Out, @"\e\[\d+m"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Bytes_that_are_no_text_come_through_as_they_are()
    {
        using var app = new AppDirectory("web: printf 'a\\377b\\n'\n");
        ToolResult result = await app.RunAsync("start", "--on-exit", "ignore", "--no-prefix");
        Assert.Equal("a\uFFFDb\n", result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_last_line_without_an_end_is_shown()
    {
        using var app = new AppDirectory("web: printf last\n");
        ToolResult result = await app.RunAsync("start", "--on-exit", "ignore", "--no-timestamps");
        Assert.Contains("web.1  | last", result.Lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_goes_away_neither_ends_nor_blocks_the_processes()
    {
        using var app = new AppDirectory("web: while :; do echo tick; echo x >> ticks; sleep 0.01; done\n");
        await using RunningTool tool = app.Start("start");
        await tool.LineAsync("| tick");
        tool.CloseOutput();
        long ticks = new FileInfo(app.File("ticks")).Length;
        await Condition.UntilAsync(() => new FileInfo(app.File("ticks")).Length > ticks + 40);
        tool.Signal("INT");
        ToolResult result = await tool.EndAsync();
        Assert.Equal("", result.Error);
        Assert.Equal(ExitCodes.Fine, result.Code);
        app.Processes.AssertNone();
    }

    private static async Task<ToolResult> RunAsync(params string[] options)
    {
        using var app = new AppDirectory(Procfile);
        ToolResult result = await app.RunAsync(["start", "--on-exit", "ignore", .. options]);
        Assert.Equal(ExitCodes.Fine, result.Code);
        app.Processes.AssertNone();
        return result;
    }
}
