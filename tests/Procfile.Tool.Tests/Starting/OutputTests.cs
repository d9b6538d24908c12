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

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_goes_away_ends_everything_when_that_is_wished()
    {
        using var app = new AppDirectory("web: while :; do echo tick; sleep 0.01; done\nother: sleep 100\n");
        ToolResult result = await app.RunShellAsync($"{{ {AppDirectory.Tool} start --on-broken-pipe stop; echo \"code $?\" >&2; }} | head -1");
        Assert.Single(result.Lines);
        Assert.Equal("code 0\n", result.Error);
        app.Processes.AssertNone();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("block")]
    [InlineData("drop")]
    public async Task A_reader_that_stops_reading_does_not_keep_the_end_from_coming(string overflow)
    {
        using var app = new AppDirectory("web: while :; do echo tick; done\n");
        // Nobody reads from the pipe that the shell holds open for the tool.
        Task<ToolResult> run = app.RunShellAsync(
            $"mkfifo pipe; exec 3<>pipe; {AppDirectory.Tool} start --overflow {overflow} >pipe & echo $! >pid; wait $!; echo \"code $?\"");
        await Condition.UntilAsync(() => File.Exists(app.File("pid")) && app.Text("pid").EndsWith('\n') && IsFull(app.File("pipe")));
        Signals.Send(int.Parse(app.Text("pid"), System.Globalization.CultureInfo.InvariantCulture), "TERM");
        Assert.Equal("code 0\n", (await run).Out);
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task Output_is_kept_in_files_as_well_also_that_of_quiet_types()
    {
        using var app = new AppDirectory(Procfile);
        ToolResult result = await app.RunAsync("start", "--on-exit", "ignore", "-q", "web,long_worker", "--log-dir", "log/here", "--log-name", "cloud66");
        Assert.DoesNotContain(result.Lines, line => line.Contains("working", StringComparison.Ordinal));
        Assert.Equal("out\nerr\n", app.Text("log/here/web_1.log"));
        Assert.Equal("working\n", app.Text("log/here/long_worker_1.log"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Output_that_is_lost_is_said_on_standard_error()
    {
        using var app = new AppDirectory(Procfile);
        ToolResult result = await app.RunShellAsync($"{AppDirectory.Tool} start --on-exit ignore >/dev/full");
        Assert.Contains("procfile: output is lost: No space left on device", result.ErrorLines);
        Assert.Equal(ExitCodes.Fine, result.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_time_can_stand_without_the_name() =>
        Assert.All((await RunAsync("--no-prefix", "--timestamps")).Lines, line => Assert.Matches(@"^\d\d:\d\d:\d\d (err|out|working)$", line));

    [Theory(Timeout = 60_000)]
    [InlineData("--overflow", "spill", "--overflow is block or drop")]
    [InlineData("--on-broken-pipe", "cry", "--on-broken-pipe is continue or stop")]
    [InlineData("--log-name", "mine", "--log-name is process, cloud66 or type")]
    public async Task A_wrong_choice_is_answered_with_the_right_ones(string option, string value, string answer)
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("start", option, value)).AssertRefused(ExitCodes.Usage, answer);
    }

    /// <summary>Whether a pipe that somebody holds open takes nothing more.</summary>
    private static bool IsFull(string pipe)
    {
        using System.Diagnostics.Process writer = System.Diagnostics.Process.Start("/bin/sh", ["-c", $"timeout 0.2 sh -c 'echo probe >>{pipe}' || exit 7"])!;
        writer.WaitForExit();
        return writer.ExitCode == 7;
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
