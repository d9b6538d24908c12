using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary><c>procfile start --terminal</c>: processes that believe somebody watches.</summary>
public sealed class TerminalTests
{
    private const string Procfile = "web: if [ -t 1 ]; then echo terminal $TERM; stty size; else echo pipe; fi\njob: if [ -t 1 ]; then echo terminal; else echo pipe; fi\n";

    [Fact(Timeout = 60_000)]
    public async Task Only_the_named_types_have_one()
    {
        string[] lines = await RunAsync("--terminal", "web");
        Assert.Contains("web.1  | terminal xterm-256color", lines);
        Assert.Contains("web.1  | 24 80", lines);
        Assert.Contains("job.1  | pipe", lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task All_is_for_every_type()
    {
        string[] lines = await RunAsync("--terminal", "all");
        Assert.Contains("job.1  | terminal", lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_type_that_is_not_there_is_answered_with_the_nearest()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("start", "--terminal", "wbe")).AssertRefused(ExitCodes.Usage, "--terminal", "\"wbe\"", "did you mean \"web\"?");
    }

    private static async Task<string[]> RunAsync(params string[] arguments)
    {
        using var app = new AppDirectory(Procfile);
        return (await app.RunAsync(["start", "--on-exit", "ignore", "--no-timestamps", .. arguments])).AssertFine().Lines;
    }
}
