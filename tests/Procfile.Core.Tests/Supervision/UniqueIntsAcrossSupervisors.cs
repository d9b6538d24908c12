using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Tests.Supervision;

/// <summary>
/// Supervisors and their processes are killed at random, and never do two living processes have one integer. The variable
/// PROCFILE_TEST_SECONDS sets for how long; PROCFILE_TEST_SUPERVISORS how many there are at once, with 50 processes each at 8.
/// </summary>
public sealed class UniqueIntsAcrossSupervisors : IDisposable
{
    /// <summary>What the processes of this run sleep for, before the integer: others may run the same test on this machine.</summary>
    private static readonly string Marker = string.Create(CultureInfo.InvariantCulture, $"42{Environment.ProcessId:D8}");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("procfile-test-");
    private readonly List<Process> _supervisors = [];

    [Fact(Timeout = 180_000)]
    public async Task No_two_living_processes_have_one_integer_whatever_is_killed()
    {
        int seconds = Number("PROCFILE_TEST_SECONDS", 4), supervisors = Number("PROCFILE_TEST_SUPERVISORS", 3);
        int each = supervisors >= 8 ? 50 : 10;
        var random = new Random(20_261_123);
        var clock = Stopwatch.StartNew();
        int looks = 0;
        while (clock.Elapsed < TimeSpan.FromSeconds(seconds) || looks < 5)
        {
            while (_supervisors.Count < supervisors)
                await StartAsync(each);
            if (random.Next(30) == 0)
                KillOneSupervisor(random);
            KillSome(random);
            AssertNoIntegerTwice();
            looks++;
        }

        await EndAllAsync();
        AssertSmallestAreFreeAgain();
    }

    public void Dispose()
    {
        foreach (Process supervisor in _supervisors)
        {
            supervisor.Kill();
            supervisor.Dispose();
        }

        foreach ((int id, _) in Living())
            Kill(id);
        _directory.Delete(recursive: true);
    }

    private async Task StartAsync(int processes)
    {
        var info = new ProcessStartInfo(TestChild.Path, ["supervise", _directory.FullName, processes.ToString(CultureInfo.InvariantCulture), Marker]) { RedirectStandardOutput = true };
        Process supervisor = Process.Start(info)!;
        _supervisors.Add(supervisor);
        Assert.Equal("ready", await supervisor.StandardOutput.ReadLineAsync());
    }

    private void KillOneSupervisor(Random random)
    {
        Process victim = _supervisors[random.Next(_supervisors.Count)];
        victim.Kill();
        victim.WaitForExit();
        victim.Dispose();
        _supervisors.Remove(victim);
    }

    private static void KillSome(Random random)
    {
        foreach ((int id, _) in Living())
        {
            if (random.Next(20) == 0)
                Kill(id);
        }
    }

    private static void AssertNoIntegerTwice()
    {
        foreach (IGrouping<string, (int Id, string Integer)> same in Living().GroupBy(process => process.Integer).Where(group => group.Count() > 1))
        {
            // The look takes time: one of them may have died before the other was born. Two that both still live are a clash.
            Assert.True(same.Count(process => IntegerOf(process.Id) == process.Integer) < 2, $"two living processes have the integer {same.Key}");
        }
    }

    private async Task EndAllAsync()
    {
        while (_supervisors.Count > 0)
            KillOneSupervisor(new Random(1));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (Living() is { Count: > 0 } living)
        {
            living.ForEach(process => Kill(process.Id));
            await timer.WaitForNextTickAsync();
        }
    }

    private void AssertSmallestAreFreeAgain()
    {
        var registry = new UniqueIntRegistry { Directory = _directory.FullName };
        for (int expected = 1; expected <= 20; expected++)
            Assert.Equal(expected, registry.Acquire().Lease?.Value);
    }

    private static List<(int Id, string Integer)> Living()
    {
        var living = new List<(int, string)>();
        foreach (string path in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int id) && IntegerOf(id) is { } integer)
                living.Add((id, integer));
        }

        return living;
    }

    private static string? IntegerOf(int id)
    {
        try
        {
            string[] words = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
            return words is ["sleep", var argument, ..] && argument.StartsWith(Marker, StringComparison.Ordinal) ? argument[Marker.Length..] : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static void Kill(int id) => _ = Core.Launching.Native.Libc.Kill(id, ProcessSignal.Kill.Number);

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
