using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Launching;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>Processes that flee in every known way, and what is left of them after a stop and before a restart.</summary>
public sealed class Containment
{
    /// <summary>F11 to F15, each on a pipe and on a terminal.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData("F11: a shell that waits for its child", 2, "sh -c 'sleep NUMBER; true'")]
    [InlineData("F12: a child that ignores TERM under a leader that does not", 2, "sh -c 'trap \"\" TERM HUP; while :; do sleep 0.2; done # NUMBER' & trap 'exit 0' TERM; while :; do sleep 0.05; done # NUMBER")]
    [InlineData("F13: a child in a session of its own", 2, "setsid sleep NUMBER & wait")]
    [InlineData("F14: a fork away from the parent", 2, "(sleep NUMBER &); exec sleep NUMBER")]
    [InlineData("F15: a fork away into a session of its own", 2, "(setsid sleep NUMBER &); exec sleep NUMBER")]
    [InlineData("F15: the same, deaf to TERM", 2, "(setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 0.2; done # NUMBER' &); exec sleep NUMBER")]
    [InlineData("F16: an empty environment within the session", 2, "(env -i sleep NUMBER &); exec sleep NUMBER")]
    public async Task Nothing_is_left_after_a_stop(string fault, int living, string command)
    {
        foreach (TerminalSize? terminal in new TerminalSize?[] { null, new TerminalSize(80, 24) })
        {
            using var processes = new NumberedProcesses();
            await using SupervisorFixture fixture = Start(processes.In(command), options => options.Types["web"] = new ProcessTypeOptions { Terminal = terminal });
            await fixture.Supervisor.StartAsync();
            await processes.UntilAsync(living);
            OperationResult result = await fixture.Supervisor.StopAsync();
            Assert.Equal(ProcessState.Stopped, Assert.Single(result.Processes).State);
            Assert.True(processes.Living().Length == 0, fault);
        }
    }

    /// <summary>F16, the documented limit: who leaves the session and has no environment cannot be told from a stranger.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Who_leaves_group_session_and_environment_is_not_found_and_holds_up_no_stop()
    {
        using var processes = new NumberedProcesses();
        await using SupervisorFixture fixture = Start(processes.In("(env -i setsid sleep NUMBER &); exec sleep NUMBER"));
        await fixture.Supervisor.StartAsync();
        await NumberedProcesses.UntilAsync(() => processes.Living("sleep\0").Length == 2);
        OperationResult result = await fixture.Supervisor.StopAsync();
        Assert.Equal(ProcessState.Stopped, Assert.Single(result.Processes).State);
        Assert.Single(processes.Living());
    }

    /// <summary>F19: everybody who is asked to end leaves two more, five times over, half of them in sessions of their own.</summary>
    [Theory(Timeout = 120_000)]
    [InlineData("")]
    [InlineData("setsid")]
    public async Task A_bomb_that_forks_on_TERM_goes_out(string launch)
    {
        using var processes = new NumberedProcesses();
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, $"trap 'if [ $1 -gt 0 ]; then {launch} sh $0 $(($1-1)) $2 & sh $0 $(($1-1)) $2 & fi; exit' TERM HUP; echo up; while :; do sleep 0.05; done");
        await using (SupervisorFixture fixture = Start(processes.In($"exec sh {file} 5 NUMBER")))
        {
            await fixture.Supervisor.StartAsync();
            await fixture.LineAsync("up");
            OperationResult result = await fixture.Supervisor.StopAsync();
            Assert.Equal(ProcessState.Stopped, Assert.Single(result.Processes).State);
            Assert.Empty(processes.Living());
        }

        File.Delete(file);
    }

    /// <summary>F19: a chain of processes, each of which starts the next and ends, never holds still to be looked at.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_chain_that_runs_on_is_caught_before_the_next_incarnation()
    {
        using var processes = new NumberedProcesses();
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "[ -e $0 ] && sh $0 $1 &");
        await using (SupervisorFixture fixture = Start(
            processes.In($"sh {file} NUMBER & sleep 0.3; exit 1"),
            options => options.RestartPolicy = RestartPolicy.Always with { Limit = 3, Backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(1) } }))
        {
            await fixture.Supervisor.StartAsync();
            await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Failed);
            for (int i = 0; i < 20; i++)
                Assert.Empty(processes.Living());
        }

        File.Delete(file);
    }

    private static SupervisorFixture Start(string command, Action<SupervisorOptions>? configure = null) => new($"web: {command}\n", options =>
    {
        options.StopSequence = StopSequence.Parse("term, 1, kill");
        configure?.Invoke(options);
    });
}
