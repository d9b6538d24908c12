using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile run</c>.</summary>
public sealed class RunTests
{
    private const string Procfile = "web: echo web on $PORT with $COLOR\nfails: exit 3; true\nworker: echo number {{UNIQUE_INT}}\nlost: no_such_program\n";

    [Fact(Timeout = 60_000)]
    public async Task A_type_runs_with_its_variables_and_without_a_prefix()
    {
        using var app = new AppDirectory(Procfile);
        app.Write(".env", "COLOR=blue\n");
        Assert.Equal("web on 5000 with blue\n", (await app.RunAsync("run", "web")).AssertFine().Out);
        Assert.Equal("web on 4000 with blue\n", (await app.RunAsync("run", "-p", "4000", "web")).AssertFine().Out);
        Assert.Matches(@"^number \d+\n$", (await app.RunAsync("run", "worker")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Any_command_runs_with_the_variables_its_words_left_as_they_are()
    {
        using var app = new AppDirectory(Procfile);
        app.Write(".env", "COLOR=blue\n");
        Assert.Equal("a  b|$COLOR|--json|", (await app.RunAsync("run", "--", "printf", "%s|", "a  b", "$COLOR", "--json")).AssertFine().Out);
        Assert.Equal("blue\n", (await app.RunAsync("run", "printenv", "COLOR")).AssertFine().Out);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("""exec "$0" run direct""")]
    [InlineData("""exec "$0" run shell""")]
    [InlineData("""exec "$0" run -- printf '%s|' "$V" "$(printf 'caf\351')" "$(printf 'x\377')" """)]
    public async Task Bytes_that_are_no_text_reach_the_command_as_they_are(string script)
    {
        using var app = new AppDirectory();
        app.Write("Procfile", [.. "direct: /usr/bin/env printf '%s|' $V caf"u8, 0xE9, .. " $E\nshell: printf '%s|' \"$V\" caf"u8, 0xE9, .. " \"$E\"; true\n"u8]);
        app.Write(".env", [.. "E=x"u8, 0xFF, (byte)'\n']);
        string given = $"V=$(printf 'a\\200\\360\\237z'); export V; {script}";
        ToolResult result = await app.RunShellAsync($"({given.Replace("$0", AppDirectory.Tool, StringComparison.Ordinal)}) | od -An -v -tx1");
        Assert.Equal("61 80 f0 9f 7a 7c 63 61 66 e9 7c 78 ff 7c", string.Join(' ', result.Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_runs_where_there_is_no_procfile()
    {
        using var app = new AppDirectory();
        Assert.Equal("hello\n", (await app.RunAsync("run", "--", "echo", "hello")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Standard_input_and_error_are_the_commands_own()
    {
        using var app = new AppDirectory("copy: cat; echo done >&2\n");
        ToolResult result = await app.RunWithInputAsync("one\ntwo\n", "run", "copy");
        Assert.Equal(new ToolResult(ExitCodes.Fine, "one\ntwo\n", "done\n"), result);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(3, "fails")]
    [InlineData(5, "--", "sh", "-c", "exit 5")]
    [InlineData(128 + 9, "--", "sh", "-c", "kill -9 $$")]
    public async Task The_exit_code_comes_back(int code, params string[] words)
    {
        using var app = new AppDirectory(Procfile);
        Assert.Equal(new ToolResult(code, "", ""), await app.RunAsync(["run", .. words]));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("wbe", "there is no process type and no command \"wbe\": did you mean \"web\"?")]
    [InlineData("no_such_program", "\"no_such_program\" is not in any directory of PATH")]
    [InlineData("lost", "Procfile:4:7: \"no_such_program\" is not in any directory of PATH")]
    public async Task What_does_not_exist_ends_with_127_as_in_a_shell(string word, string said)
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("run", word)).AssertRefused(127, said);
    }

    [Fact(Timeout = 60_000)]
    public async Task Words_behind_a_type_are_not_dropped_in_silence()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("run", "web", "-p", "4000")).AssertRefused(127, "\"web\" is a process type and takes no arguments");
    }

    [Fact(Timeout = 60_000)]
    public async Task What_may_not_be_executed_ends_with_126_as_in_a_shell()
    {
        using var app = new AppDirectory("web: ./notes.txt\n");
        app.Write("notes.txt", "text");
        (await app.RunAsync("run", "web")).AssertRefused(126, "Procfile:1:6", "chmod +x");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public async Task A_signal_to_the_tool_reaches_the_command(string signal)
    {
        using var app = new AppDirectory($"web: trap 'echo bye; exit 4' {signal}; echo ready; while :; do sleep 0.05; done\n");
        await using RunningTool tool = app.Start("run", "web");
        await tool.LineAsync("ready");
        tool.Signal(signal);
        Assert.Equal(new ToolResult(4, "ready\nbye\n", ""), await tool.EndAsync());
        app.Processes.AssertNone();
    }
}
