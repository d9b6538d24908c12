using Procfile.Core.Launching;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>Programs that treat their terminal badly. The variable PROCFILE_TEST_ROUNDS says how often, PROCFILE_TEST_MEGABYTES how much.</summary>
public sealed class Terminals
{
    [Fact(Timeout = 300_000)]
    public async Task What_is_written_right_before_the_end_is_never_lost()
    {
        // Less than the kernel holds, so that the process ends without anybody having read it.
        const string script = "i=0; while [ $i -lt 150 ]; do echo 0123456789012345678901234567890123456789012345678901234567890123456789; i=$((i+1)); done; printf end";
        string expected = string.Concat(Enumerable.Repeat("0123456789012345678901234567890123456789012345678901234567890123456789\n", 150)) + "end";
        await using var processes = new LaunchedProcesses();
        for (int round = 0; round < LaunchedProcesses.Number("PROCFILE_TEST_ROUNDS", 20); round++)
        {
            RecordingObserver observer = Start(processes, round % 2 == 0 ? script : "(trap '' HUP; sleep 60) & " + script);
            await observer.Exited.WaitAsync(LaunchedProcesses.Limit);
            Assert.Equal(expected, observer.OutputAtExit);
        }
    }

    [Fact(Timeout = 300_000)]
    public async Task Nothing_is_lost_to_an_observer_that_comes_back_after_the_end()
    {
        using var release = new ManualResetEventSlim();
        await using var processes = new LaunchedProcesses();
        RecordingObserver blocked = Start(processes, "echo first; sleep 0.2; i=0; while [ $i -lt 100 ]; do echo 01234567890123456789012345678901234567890123456789; i=$((i+1)); done; printf end", observer => observer.Written = _ => release.Wait(LaunchedProcesses.Limit));
        await blocked.Exited.WaitAsync(LaunchedProcesses.Limit);
        release.Set();
        await NumberedProcesses.UntilAsync(() => blocked.Output.EndsWith("end", StringComparison.Ordinal));
        Assert.Equal("first\n".Length + (100 * 51) + "end".Length, blocked.Output.Length);
    }

    [Fact(Timeout = 600_000)]
    public async Task Much_output_arrives_whole()
    {
        int bytes = LaunchedProcesses.Number("PROCFILE_TEST_MEGABYTES", 4) * 1_000_000;
        await using var processes = new LaunchedProcesses();
        RecordingObserver observer = Start(processes, $"yes 123456789 | head -c {bytes}");
        await observer.Exited.WaitAsync(TimeSpan.FromMinutes(10));
        string output = observer.OutputAtExit;
        Assert.Equal(bytes, output.Length);
        Assert.Equal(bytes / 10, output.AsSpan().Count("123456789\n"));
    }

    /// <summary>Were nobody left on the terminal, it would hang up as soon as the host closed it, and HUP would end the process.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_process_that_sends_its_streams_elsewhere_goes_on()
    {
        await using var processes = new LaunchedProcesses();
        RecordingObserver observer = Start(processes, "echo up; exec </dev/null >/dev/null 2>&1; sleep 0.5; echo back >/dev/tty; sleep 0.2; exit 7");
        Assert.Equal(7, (await observer.Exited.WaitAsync(LaunchedProcesses.Limit)).Code);
        Assert.Equal("up\nback\n", observer.OutputAtExit);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_is_let_go_is_hung_up_on()
    {
        await using var processes = new LaunchedProcesses();
        var observer = new RecordingObserver();
        IProcessHandle process = processes.Launcher.Start(LettingGo.Shell("exec sleep 1000") with { Streams = ProcessStreams.Terminal }, observer).Process!;
        process.Dispose();
        Assert.Equal("HUP", (await process.Exited.WaitAsync(LaunchedProcesses.Limit)).Signal?.Name);
    }

    private static RecordingObserver Start(LaunchedProcesses processes, string script, Action<RecordingObserver>? prepare = null) =>
        processes.Start(LettingGo.Shell(script) with { Streams = ProcessStreams.Terminal }, prepare);
}
