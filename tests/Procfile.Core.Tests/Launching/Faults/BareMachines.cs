namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>F72: machines that lack what others have.</summary>
public sealed class BareMachines
{
    private static readonly string[] OwnMounts = ["unshare", "--mount", "--propagation", "private"];

    [RootFact(Timeout = 120_000)]
    public async Task Without_proc_processes_are_restarted_and_stopped()
    {
        using KilledHost host = KilledHost.Within(OwnMounts, "bare", "proc");
        string said = await host.RestAsync();
        Assert.Contains("job code 1, 2 restarts\n", said, StringComparison.Ordinal);
        Assert.Contains("web.1 Stopped signal TERM\n", said, StringComparison.Ordinal);
    }

    [RootFact(Timeout = 120_000)]
    public async Task Without_a_shell_there_is_no_guard_and_the_log_says_so()
    {
        using KilledHost host = KilledHost.Within(OwnMounts, "bare", "/bin/sh");
        string said = await host.RestAsync();
        Assert.Contains("There is no orphan guard", said, StringComparison.Ordinal);
        Assert.Contains("job code 1, 2 restarts\n", said, StringComparison.Ordinal);
        Assert.Contains("web.1 Stopped signal TERM\n", said, StringComparison.Ordinal);
    }
}
