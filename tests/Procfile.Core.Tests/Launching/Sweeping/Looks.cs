using System.Text;
using Procfile.Core.Launching.Native;
using Procfile.Core.Launching.Native.Sweeping;
using Procfile.Core.Testing;
using Procfile.Core.Tests.Launching.Faults;

namespace Procfile.Core.Tests.Launching.Sweeping;

/// <summary>A look by numbers and a look at everybody find the same.</summary>
public sealed class Looks
{
    private const string Stubborn = "sh -c 'trap \"\" TERM HUP; echo up; exec sleep 1000' &";

    [Theory(Timeout = 120_000)]
    [InlineData("echo up", 0)]
    [InlineData(Stubborn, 1)]
    [InlineData("setsid " + Stubborn, 1)]
    [InlineData(Stubborn + " setsid " + Stubborn + " setsid " + Stubborn, 3)]
    [InlineData("exec bash -c 'set -m; " + "trap \"\" TERM HUP; (echo up; exec sleep 1000) & exit 0'", 1)]
    [InlineData("env -i " + Stubborn, 1)]
    [InlineData("setsid TESTCHILD hold &", 1)]
    public async Task Both_find_all_that_was_left_behind_and_count_it_once(string script, int expected)
    {
        await using var processes = new LaunchedProcesses();
        // Its own left-overs are nobody else's.
        RecordingObserver other = processes.Start($"setsid {Stubborn} {Stubborn} exec sleep 1000");
        RecordingObserver observer = processes.Start(script.Replace("TESTCHILD", TestChild.Path, StringComparison.Ordinal));
        await LettingGo.UntilAsync(() => Lines(other) == 2 && Lines(observer) >= Math.Max(1, expected));
        var process = (NativeProcess)observer.Process!;
        await process.Exited.WaitAsync(LaunchedProcesses.Limit);
        for (int i = 0; i < 3; i++)
        {
            AssertFound(expected, process, Look(processes.Launcher, process, Following(process)));
            AssertFound(expected, process, Look(processes.Launcher, process, () => default));
        }
    }

    /// <summary>Who is gone when its turn comes has had its children before, and their turn is yet to come.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_chain_of_processes_is_seen_by_a_single_look_by_numbers()
    {
        await using var processes = new LaunchedProcesses();
        string link = Path.GetTempFileName();
        await File.WriteAllTextAsync(link, "[ -e $0 ] && sh $0 &");
        RecordingObserver observer = processes.Start($"sh {link} & echo up");
        await observer.Exited.WaitAsync(LaunchedProcesses.Limit);
        var process = (NativeProcess)observer.Process!;
        Func<NumberMark> note = Following(process);
        while (true)
        {
            int found = Look(processes.Launcher, process, note);
            // Thousands of numbers later everybody is looked at, and the numbers of the machine may have gone round.
            if (note().Last - process.Id is < 0 or > 1500)
                break;
            Assert.NotEqual(0, found);
        }

        File.Delete(link);
    }

    /// <summary>What was not found either hid or had ended: what <c>/proc</c> says right afterwards tells which.</summary>
    private static void AssertFound(int expected, NativeProcess process, int found)
    {
        if (found == expected)
            return;
        byte[] buffer = new byte[4096];
        var marked = ProcEntry.AllIds().Where(id => ProcEntry.ReadEnvironment(id, ref buffer).IndexOf(Encoding.ASCII.GetBytes(process.Marker)) >= 0)
            .Select(id => ProcEntry.TryRead(id, out ProcEntry entry) ? entry.ToString() : $"{id} has gone");
        _ = ProcEntry.TryRead(process.Id, out ProcEntry leader);
        Assert.Fail($"Found {found} instead of {expected}; {leader} has left {string.Join(", ", marked)}");
    }

    /// <summary>Where the numbers are, as if they had not gone round since the process was started.</summary>
    private static Func<NumberMark> Following(NativeProcess process)
    {
        var numbers = new NumberLine(TimeProvider.System);
        return () => process.BornAfter with { Last = numbers.Note().Last };
    }

    private static int Look(NativeProcessLauncher launcher, NativeProcess process, Func<NumberMark> note)
    {
        var question = new SweepQuestion(process);
        var look = new SweepLook(launcher.MarkerPrefix, note, launcher.IsLiveLeader);
        Assert.True(look.TryAnswer([question]));
        return question.Survivors;
    }

    private static int Lines(RecordingObserver observer) => observer.Output.Split('\n').Length - 1;
}
