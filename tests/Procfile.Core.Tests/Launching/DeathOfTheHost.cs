using System.Globalization;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Launching;

/// <summary>
/// Hosts are killed, and their processes end with them. The variables PROCFILE_TEST_ROUNDS and PROCFILE_TEST_PROCESSES say how often and
/// with how many.
/// </summary>
public sealed class DeathOfTheHost
{
    private static readonly int Rounds = Number("PROCFILE_TEST_ROUNDS", 2);

    [Theory(Timeout = 300_000)]
    [InlineData("a command", 1, "exec sleep NUMBER")]
    [InlineData("one that ignores TERM", 1, "trap '' TERM; while sleep 1; do : NUMBER; done")]
    [InlineData("one that is stopped", 1, "kill -STOP $$; exec sleep NUMBER")]
    [InlineData("grandchildren", 3, "sh -c 'sleep NUMBER & sleep NUMBER; true' & sleep NUMBER; true")]
    [InlineData("grandchildren of a dead leader", 1, "(trap '' HUP; exec sleep NUMBER) & exit 0")]
    [InlineData("one that left the session", 1, "setsid sleep NUMBER & exit 0")]
    [InlineData("one that left the session and ignores TERM", 1, "(setsid sh -c 'trap \"\" TERM; while sleep 1; do : NUMBER; done' &); exit 0")]
    [InlineData("one without an environment", 1, "exec env -i sleep NUMBER")]
    public async Task All_end_with_the_host(string what, int each, string script)
    {
        int count = Number("PROCFILE_TEST_PROCESSES", 10);
        for (int round = 0; round < Rounds; round++)
        {
            using var host = new KilledHost("host", count.ToString(CultureInfo.InvariantCulture), script);
            await host.LineAsync();
            Assert.StartsWith("ready", await host.LineAsync(), StringComparison.Ordinal);
            await host.UntilAsync(count * each);
            host.Kill();
            await host.UntilNoneAsync();
            Assert.True(host.Living().Length == 0, what);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task A_death_in_the_middle_of_a_start_leaves_nobody()
    {
        for (int round = 0; round < Rounds * 5; round++)
        {
            using var host = new KilledHost("start-for-ever", "exec sleep NUMBER");
            await host.LineAsync();
            await host.UntilAsync(1 + (round * 3 % 20));
            host.Kill();
            await host.UntilNoneAsync();
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_host_within_a_host_ends_with_it_and_its_processes_too()
    {
        using var host = new KilledHost("host", "1", $"exec {TestChild.Path} host 2 'exec sleep NUMBER'");
        await host.LineAsync();
        await host.UntilAsync(3);
        host.Kill();
        await host.UntilNoneAsync();
    }

    [Fact(Timeout = 120_000)]
    public async Task Everybody_is_asked_once()
    {
        string file = Path.GetTempFileName();
        try
        {
            using var host = new KilledHost("host", "1", $"exec 2>/dev/null; trap 'echo asked >>{file}' TERM; echo up >{file}; while :; do sleep 0.1; : NUMBER; done");
            await KilledHost.UntilAsync(() => new FileInfo(file).Length > 0);
            host.Kill();
            await host.UntilNoneAsync();
            Assert.Equal("up\nasked\n", await File.ReadAllTextAsync(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task A_guard_that_dies_is_replaced_and_nobody_is_harmed()
    {
        using var host = new KilledHost("host", "2", "exec sleep NUMBER");
        await host.LineAsync();
        await host.LineAsync();
        await host.UntilAsync(2);
        int first = (await host.GuardAsync())!.Value;
        KilledHost.Kill(first);
        int? second = first;
        await KilledHost.UntilAsync(() => !ProcEntry.TryRead(first, out ProcEntry entry) || !entry.IsAlive);
        while ((second = await host.GuardAsync()) is null || second == first)
            await Task.Yield();
        Assert.Equal(2, host.Living().Length);
        host.Kill();
        await host.UntilNoneAsync();
        await KilledHost.UntilAsync(() => !ProcEntry.TryRead(second.Value, out ProcEntry entry) || !entry.IsAlive);
    }

    [Theory(Timeout = 120_000)]
    [InlineData("Kill")]
    [InlineData("Leave")]
    public async Task An_orderly_end_leaves_alone_what_was_let_go(string policy)
    {
        using var host = new KilledHost("let-go", policy, "(setsid sleep NUMBER >/dev/null 2>&1 &); exit 0");
        await host.EndAsync();
        await host.UntilAsync(1);
        // The guard of an orderly end goes at once; one that looks for orphans would have found this one by now.
        await KilledHost.UntilAsync(() => NoGuardIsLeft());
        Assert.Single(host.Living());
    }

    private static bool NoGuardIsLeft() => !ProcEntry.AllIds().Any(id => ProcEntry.TryRead(id, out ProcEntry entry)
        && entry is { IsAlive: true, Parent: 1 } && ReadCommandLine(id).Contains("procfile-guard", StringComparison.Ordinal));

    private static string ReadCommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
