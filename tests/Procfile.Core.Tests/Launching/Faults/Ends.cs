using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>Ends of every kind, and many at once. The variable PROCFILE_TEST_CHILDREN says how many.</summary>
public sealed class Ends
{
    private static readonly int Children = LaunchedProcesses.Number("PROCFILE_TEST_CHILDREN", 300);

    /// <summary>F3.</summary>
    [Theory(Timeout = 300_000)]
    [InlineData("exit CODE", "")]
    [InlineData("echo out CODE; exit CODE", "out CODE\n")]
    [InlineData("echo out CODE; echo err CODE >&2; exit CODE", "out CODE\nerr CODE\n")]
    public async Task Processes_that_end_at_once_are_all_reported_with_their_codes_and_words(string script, string output)
    {
        await using var processes = new LaunchedProcesses();
        await Parallel.ForAsync(0, Children / 3, async (i, _) =>
        {
            string code = (i % 256).ToString(CultureInfo.InvariantCulture);
            RecordingObserver observer = processes.Start(script.Replace("CODE", code, StringComparison.Ordinal));
            Assert.Equal(i % 256, (await observer.Exited.WaitAsync(LaunchedProcesses.Limit, CancellationToken.None)).Code);
            Assert.Equal(output.Replace("CODE", code, StringComparison.Ordinal), observer.OutputAtExit);
            Assert.Equal(1, observer.ExitCalls);
        });
    }

    /// <summary>F4.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Hundreds_killed_in_the_same_moment_are_all_reported_with_the_right_signal()
    {
        ProcessSignal[] signals = [.. new[] { "KILL", "TERM", "USR1", "SEGV" }.Select(Signal)];
        await using var processes = new LaunchedProcesses();
        RecordingObserver[] observers = [.. Enumerable.Range(0, Children).Select(_ => processes.Start("ulimit -c 0; exec sleep 1000"))];
        for (int i = 0; i < observers.Length; i++)
            observers[i].Process!.Signal(signals[i % signals.Length], wholeGroup: false);
        ProcessExit[] exits = await Task.WhenAll(observers.Select(observer => observer.Exited)).WaitAsync(LaunchedProcesses.Limit);
        Assert.All(exits.Index(), exit => Assert.Equal(signals[exit.Index % signals.Length], exit.Item.Signal));
        Assert.All(observers, observer => Assert.Equal(1, observer.ExitCalls));
    }

    /// <summary>F8.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Every_exit_code_arrives()
    {
        await using var processes = new LaunchedProcesses();
        RecordingObserver[] observers = [.. Enumerable.Range(0, 256).Select(code => processes.Start($"exit {code}"))];
        ProcessExit[] exits = await Task.WhenAll(observers.Select(observer => observer.Exited)).WaitAsync(LaunchedProcesses.Limit);
        Assert.Equal(Enumerable.Range(0, 256), exits.Select(exit => exit.Code!.Value));
        Assert.All(exits, exit => Assert.Null(exit.SignalNumber));
    }

    /// <summary>F8: those that end a process; CHLD, CONT, STOP, TSTP, TTIN, TTOU, URG and WINCH do not.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Every_signal_that_ends_a_process_is_told_from_an_exit_code()
    {
        int[] numbers = [.. Enumerable.Range(1, 31).Except([17, 18, 19, 20, 21, 22, 23, 28])];
        await using var processes = new LaunchedProcesses();
        RecordingObserver[] observers = [.. numbers.Select(number => processes.Start($"ulimit -c 0; kill -{number} $$; sleep 1000"))];
        ProcessExit[] exits = await Task.WhenAll(observers.Select(observer => observer.Exited)).WaitAsync(LaunchedProcesses.Limit);
        Assert.Equal(numbers, exits.Select(exit => exit.SignalNumber!.Value));
        Assert.All(exits, exit => Assert.Null(exit.Code));
        Assert.All(exits, exit => Assert.False(exit.CoreDumped));
    }

    /// <summary>F8.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_core_dump_is_reported_when_there_is_one()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("procfile-core-");
        string pattern = await File.ReadAllTextAsync("/proc/sys/kernel/core_pattern");
        await using (var processes = new LaunchedProcesses())
        {
            RecordingObserver observer = processes.Start(LettingGo.Shell("ulimit -c unlimited; kill -SEGV $$; sleep 1000") with { Directory = directory.FullName });
            ProcessExit exit = await observer.Exited.WaitAsync(LaunchedProcesses.Limit);
            Assert.Equal("SEGV", exit.Signal?.Name);
            // Where the pattern names a program or another directory, only that knows.
            if (!pattern.StartsWith('|') && !pattern.Contains('/', StringComparison.Ordinal))
                Assert.Equal(directory.EnumerateFiles().Any(), exit.CoreDumped);
        }

        directory.Delete(recursive: true);
    }

    /// <summary>F9.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_stopped_process_that_is_killed_has_ended()
    {
        await using var processes = new LaunchedProcesses();
        RecordingObserver observer = processes.Start("echo up; kill -STOP $$; exit 1");
        await NumberedProcesses.UntilAsync(() => ProcEntry.TryRead(observer.Process!.Id, out ProcEntry entry) && entry.State == 'T');
        Assert.False(observer.Exited.IsCompleted);
        observer.Process!.Signal(ProcessSignal.Kill, wholeGroup: false);
        Assert.Equal(ProcessSignal.Kill, (await observer.Exited.WaitAsync(LaunchedProcesses.Limit)).Signal);
        Assert.Equal("up\n", observer.OutputAtExit);
    }

    private static ProcessSignal Signal(string name)
    {
        Assert.True(ProcessSignal.TryParse(name, out ProcessSignal signal));
        return signal;
    }
}
