using System.Text.RegularExpressions;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary><c>procfile</c> as process 1, as in a container.</summary>
public sealed class ContainerTests
{
    [ContainerFact]
    public async Task Every_exit_code_is_seen()
    {
        using var app = new AppDirectory("a: exit 3\nb: sleep 0.01; exit 4\nc: sleep 0.02; kill -9 $$\n");
        ToolResult result = await app.StartAsProcessOne("start", "-m", "all=10", "--on-exit", "ignore", "--no-timestamps").EndAsync();
        Assert.Equal(10, result.Lines.Count(line => Regex.IsMatch(line, @"\| a\.\d+ ended with code 3$")));
        Assert.Equal(10, result.Lines.Count(line => Regex.IsMatch(line, @"\| b\.\d+ ended with code 4$")));
        Assert.Equal(10, result.Lines.Count(line => Regex.IsMatch(line, @"\| c\.\d+ ended with signal KILL$")));
        Assert.Contains(result.Code, (int[])[3, 4, 137]);
    }

    [ContainerFact]
    public async Task Strangers_are_reaped_and_a_signal_is_passed_on()
    {
        using var app = new AppDirectory(
            "web: i=0; while [ $i -lt 50 ]; do (setsid true &); i=$((i+1)); done; until [ $(grep -l '^State:.Z' /proc/[0-9]*/status 2>/dev/null | wc -l) = 0 ]; do sleep 0.05; done; echo clean; exec sleep 1000\n");
        await using RunningTool tool = app.StartAsProcessOne("start", "--no-timestamps");
        await tool.LineAsync("clean");
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "1000").Length == 1);
        Signals.Send(app.Processes.Running(AppDirectory.Tool, "start", "--no-timestamps").Min(), "TERM");
        ToolResult result = await tool.EndAsync();
        Assert.Contains("system | SIGTERM: stopping; once more kills", result.Lines);
        Assert.Equal(ExitCodes.Fine, result.Code);
        app.Processes.AssertNone();
    }

    [ContainerFact]
    public async Task Run_gives_its_exit_code_back()
    {
        using var app = new AppDirectory("job: exit 9\n");
        Assert.Equal(9, (await app.StartAsProcessOne("run", "job").EndAsync()).Code);
    }
}
