namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>Somebody else in the host waits for children, too.</summary>
public sealed class StrangeReapers
{
    /// <summary>From Linux 6.15 on the status of a process can be had from its descriptor after it was reaped.</summary>
    private static readonly bool StatusIsKept = Environment.OSVersion.Version >= new Version(6, 15);

    /// <summary>F5: a loop of <c>waitpid(-1)</c>, and SIGCHLD ignored, by which the kernel reaps all.</summary>
    [Theory(Timeout = 300_000)]
    [InlineData("reaped-by-stranger", "sh", "-c", "exec \"$@\"", "sh")]
    [InlineData("reaped-by-kernel", "sh", "-c", "trap '' CHLD; exec \"$@\"", "sh")]
    public async Task No_end_is_missed_and_no_code_is_wrong(string program, params string[] wrapper)
    {
        using KilledHost host = KilledHost.Within(wrapper, program, "300");
        // started, right, unknown, wrong
        int[] atOnce = Numbers(await host.LineAsync()), later = Numbers(await host.LineAsync());
        Assert.Equal((300, 0), (atOnce[0], atOnce[3]));
        Assert.Equal((300, 0), (later[0], later[3]));
        if (StatusIsKept)
            Assert.Equal(0, later[2]);
        await host.EndAsync();
    }

    [Fact(Timeout = 300_000)]
    public async Task Beside_the_platforms_own_processes_nobody_loses_an_end()
    {
        using var host = new KilledHost("beside-process", "150", "300");
        Assert.Equal("150 150 0 0", await host.LineAsync());
        Assert.Equal("300 300 0 0", await host.LineAsync());
        await host.EndAsync();
    }

    private static int[] Numbers(string line) => Array.ConvertAll(line.Split(' '), int.Parse);
}
