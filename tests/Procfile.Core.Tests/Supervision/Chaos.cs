using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Launching.Native;
using Procfile.Core.Tests.Launching;
using Xunit.Abstractions;

namespace Procfile.Core.Tests.Supervision;

/// <summary>
/// F42: fifty real processes, and everything at random: kills, scales, pauses, restarts of every kind, reloads, signals. When it is quiet,
/// <c>/proc</c> has to show what the supervisor shows. The variable PROCFILE_TEST_SECONDS sets for how long.
/// </summary>
[Collection(nameof(Alone))]
public sealed class Chaos(ITestOutputHelper output)
{
    private static readonly TimeSpan RoundLength = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    [Fact(Timeout = 3 * 3_600_000)]
    public async Task Whatever_is_done_to_them_what_runs_is_what_is_shown_and_nothing_adds_up()
    {
        int seconds = int.TryParse(Environment.GetEnvironmentVariable("PROCFILE_TEST_SECONDS"), CultureInfo.InvariantCulture, out int set) ? set : 4;
        int descriptors = HostFigures.Now().Descriptors;
        using var processes = new NumberedProcesses();
        var world = new ChaoticWorld(processes);
        var clock = Stopwatch.StartNew();
        HostFigures? first = null;
        HostFigures last = default;
        TimeSpan nextReport = TimeSpan.Zero;
        await using (world)
        {
            while (clock.Elapsed < TimeSpan.FromSeconds(seconds) || first is null || last == first)
            {
                await world.RageAsync(RoundLength);
                await world.CalmDownAsync(Limit);
                last = HostFigures.Now();
                // What the first round costs, such as the threads of a pool, is not lost: it is there for the rest.
                first ??= last;
                if (clock.Elapsed < nextReport)
                    continue;
                nextReport = clock.Elapsed + TimeSpan.FromMinutes(1);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {world}; {last}"));
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {world}; {last}, at first {first}"));
        }

        Assert.Empty(processes.Living());
        // Fewer there may be: what tests before this one have left to the collector goes meanwhile.
        Assert.InRange(last.Descriptors, 0, first.Value.Descriptors);
        Assert.Equal(0, last.Zombies);
        Assert.InRange(last.Threads, 0, first.Value.Threads + 12);
        Assert.InRange(last.Memory, 0, first.Value.Memory + (2 << 20));
        Assert.InRange(HostFigures.Now().Descriptors, 0, descriptors + 2);
    }

    /// <summary>What this process of the operating system holds, with all its garbage collected.</summary>
    private readonly record struct HostFigures(int Descriptors, int Threads, int Zombies, long Memory)
    {
        internal static HostFigures Now() => new(
            Directory.GetFileSystemEntries("/proc/self/fd").Length,
            Directory.GetDirectories("/proc/self/task").Length,
            ProcEntry.AllIds().Count(id => ProcEntry.TryRead(id, out ProcEntry entry) && entry.Parent == Environment.ProcessId && entry.State == 'Z'),
            GC.GetTotalMemory(forceFullCollection: true));

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{Descriptors} descriptors, {Threads} threads, {Zombies} zombies, {Memory / 1024} KiB");
    }
}
