using Procfile.Tool.Tests.Running;
using VerifyXunit;

namespace Procfile.Tool.Tests;

/// <summary>Wrong usage: one line on standard error with a remedy, exit code 2; and the help that it points to.</summary>
public sealed class UsageErrorTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("there is no command \"strat\": did you mean \"start\"?", "strat")]
    [InlineData("there is no option \"--jsn\": did you mean \"--json\"?", "list", "--jsn")]
    [InlineData("there is no option \"--formaton\": did you mean \"--formation\"?", "start", "--formaton", "web=1")]
    [InlineData("there is no option \"--jsn\": did you mean \"--json\"?", "show", "web", "--jsn")]
    [InlineData("there is no option \"--frce\"", "delete", "--frce")]
    [InlineData("see procfile list --help", "list", "surplus")]
    [InlineData("see procfile --help")]
    [InlineData("see procfile set --help", "set", "web")]
    [InlineData("see procfile run --help", "run")]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "start", "wroker")]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "show", "wroker")]
    [InlineData("there is no process type \"wroker\": did you mean \"worker\"?", "start", "-m", "wroker=1")]
    [InlineData("there is no process type \"database\": there are web, worker", "expand", "-m", "database=1")]
    [InlineData("'many' in 'web=many' is not a number of processes", "start", "-m", "web=many")]
    [InlineData("--formation web=-1", "start", "-m", "web=-1")]
    [InlineData("the formation starts no process", "start", "-m", "all=0")]
    [InlineData("\"soon\" is neither a signal nor a wait in seconds", "start", "--stop-sequence", "term, soon")]
    [InlineData("A stop sequence needs a signal", "start", "--stop-sequence", "10")]
    [InlineData("--port is a number from 1 to 65535, not \"high\"", "start", "-p", "high")]
    [InlineData("--port is a number from 1 to 65535, not \"70000\"", "expand", "-p", "70000")]
    [InlineData("there is no dialect \"forman\": did you mean \"Foreman\"?", "check", "--dialect", "forman")]
    [InlineData("--file needs a FILE", "list", "-f", "")]
    [InlineData("--root needs a DIR", "list", "--root", "")]
    [InlineData("--environment is a name", "list", "--environment", "../up")]
    public async Task Wrong_usage_is_one_line_that_says_what_to_do(string said, params string[] arguments)
    {
        using var app = new AppDirectory("web: true\nworker: true\n");
        (await app.RunAsync(arguments)).AssertRefused(ExitCodes.Usage, "procfile: ", said);
    }

    [Fact(Timeout = 60_000)]
    public async Task Help_names_every_command()
    {
        using var app = new AppDirectory();
        await Verifier.Verify((await app.RunAsync("--help")).AssertFine().Out).ScrubLinesWithReplace(line => line.TrimEnd());
    }

    [Fact(Timeout = 60_000)]
    public async Task Help_of_start_names_every_option()
    {
        using var app = new AppDirectory();
        await Verifier.Verify((await app.RunAsync("start", "--help")).AssertFine().Out).ScrubLinesWithReplace(line => line.TrimEnd());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_full_disk_behind_standard_output_is_one_line()
    {
        using var app = new AppDirectory("web: true\n");
        ToolResult result = await app.RunAsync("run", "--", "sh", "-c", $"{AppDirectory.Tool} list >/dev/full");
        result.AssertRefused(ExitCodes.Fault, "standard output cannot be written: ");
    }
}
