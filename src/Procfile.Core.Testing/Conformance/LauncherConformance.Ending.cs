using System.Globalization;
using Procfile.Core.Launching;

namespace Procfile.Core.Testing.Conformance;

/// <summary>Ending: exits, output, signals, and what is left behind.</summary>
public static partial class LauncherConformance
{
    private static async Task ExitCode(IProcessLauncher launcher)
    {
        foreach (int code in (int[])[0, 1, 2, 127, 128, 137, 255])
        {
            using var run = LauncherRun.Shell(launcher, string.Create(CultureInfo.InvariantCulture, $"exit {code}"));
            LauncherRun.Equal(code, (await run.EndAsync().ConfigureAwait(false)).Code, "exit code");
        }
    }

    private static async Task DeathBySignal(IProcessLauncher launcher)
    {
        foreach (string name in (string[])["KILL", "TERM", "USR1", "SEGV", "PIPE"])
        {
            using var run = LauncherRun.Shell(launcher, $"kill -{name} $$");
            ProcessExit exit = await run.EndAsync().ConfigureAwait(false);
            LauncherRun.Equal(name, exit.Signal?.Name, "signal");
            LauncherRun.Equal(null, exit.Code, "exit code");
        }
    }

    private static async Task ExitOnce(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "exit 3");
        ProcessExit observed = await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal(observed, await run.Process.Exited.WaitAsync(LauncherRun.Limit).ConfigureAwait(false), "the handle's exit");
        LauncherRun.Equal(1, run.Observer.ExitCalls, "reports");
    }

    private static async Task OutputBeforeExit(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "i=0; while [ $i -lt 2000 ]; do echo line $i; i=$((i+1)); done; printf end");
        await run.EndAsync().ConfigureAwait(false);
        string expected = string.Concat(Enumerable.Range(0, 2000).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\n"))) + "end";
        LauncherRun.True(expected == run.Observer.OutputAtExit, "every line came before the exit");
    }

    private static async Task StreamOrder(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "for i in 1 2 3 4 5 6 7 8 9; do echo $i; echo -$i >&2; done");
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("1\n-1\n2\n-2\n3\n-3\n4\n-4\n5\n-5\n6\n-6\n7\n-7\n8\n-8\n9\n-9\n", run.Observer.OutputAtExit, "output");
    }

    private static async Task HeldPipe(IProcessLauncher launcher)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        using var run = LauncherRun.Shell(launcher, "sleep 60 & echo said; exit 4");
        LauncherRun.Equal(4, (await run.EndAsync().ConfigureAwait(false)).Code, "exit code");
        LauncherRun.Equal("said\n", run.Observer.OutputAtExit, "output");
        LauncherRun.True(clock.Elapsed < TimeSpan.FromSeconds(10), "the end was reported before the grandchild's");
    }

    private static async Task QuietLine(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "printf prompt; sleep 30", observer => observer.HoldsBack = true);
        await run.UntilAsync(() => run.Observer.QuietCalls > 0, "the call after silence").ConfigureAwait(false);
        LauncherRun.Equal("prompt", run.Observer.Output, "output");
        LauncherRun.True(!run.Observer.Exited.IsCompleted, "the process still runs");
    }

    private static async Task GroupSignal(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "sh -c 'echo up; sleep 60; true' & sleep 60; true");
        await run.UntilAsync(() => run.Observer.Output.Length > 0, "the first line").ConfigureAwait(false);
        LauncherRun.True(run.Process.Signal(ProcessSignal.Kill, wholeGroup: true), "somebody got the signal");
        await run.EndAsync().ConfigureAwait(false);
        await NobodyLeftAsync(run).ConfigureAwait(false);
    }

    private static async Task GroupSignalAfterDeath(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "(trap '' HUP; sleep 60) & echo up; exit 0");
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal(true, await run.Observer.SweepAsync().WaitAsync(LauncherRun.Limit).ConfigureAwait(false) > 0, "left-overs are found");
        LauncherRun.True(run.Process.Signal(ProcessSignal.Kill, wholeGroup: true), "somebody got the signal");
        await NobodyLeftAsync(run).ConfigureAwait(false);
    }

    private static async Task SweepNobody(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "true");
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal(0, await run.Observer.SweepAsync().WaitAsync(LauncherRun.Limit).ConfigureAwait(false), "survivors");
        LauncherRun.True(!run.Process.Signal(ProcessSignal.Kill, wholeGroup: true), "a signal reaches nobody");
    }

    private static async Task SweepEscapee(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "(setsid sleep 60 >/dev/null 2>&1 &); (setsid sh -c 'trap \"\" TERM; echo up; while :; do sleep 1; done' &); sleep 60");
        await run.UntilAsync(() => run.Observer.Output.Length > 0, "the first line").ConfigureAwait(false);
        run.Process.Signal(ProcessSignal.Kill, wholeGroup: true);
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.True(await run.Observer.SweepAsync().WaitAsync(LauncherRun.Limit).ConfigureAwait(false) > 0, "escapees are found");
        await NobodyLeftAsync(run).ConfigureAwait(false);
    }

    private static async Task Usage(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done");
        ProcessResourceUsage? usage = (await run.EndAsync().ConfigureAwait(false)).Usage;
        LauncherRun.True(usage?.UserTime + usage?.SystemTime > TimeSpan.Zero, "processor time was used");
        LauncherRun.True(usage?.PeakResidentBytes > 100_000, "memory was used");
    }

    private static async Task BlockedObserver(IProcessLauncher launcher)
    {
        using var release = new ManualResetEventSlim();
        using var blocked = LauncherRun.Shell(launcher, "echo text; sleep 60", observer => observer.Written = _ => release.Wait(LauncherRun.Limit));
        try
        {
            await blocked.UntilAsync(() => blocked.Observer.Output.Length > 0, "the first line").ConfigureAwait(false);
            using var other = LauncherRun.Shell(launcher, "exit 5");
            LauncherRun.Equal(5, (await other.EndAsync().ConfigureAwait(false)).Code, "exit code");
        }
        finally
        {
            release.Set();
        }
    }

    private static async Task ThrowingObserver(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "echo text; exit 6", observer => observer.Written = _ => throw new InvalidOperationException("No room."));
        LauncherRun.Equal(6, (await run.EndAsync().ConfigureAwait(false)).Code, "exit code");
        using var other = LauncherRun.Shell(launcher, "echo text");
        await other.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("text\n", other.Observer.OutputAtExit, "output");
    }

    private static async Task NobodyLeftAsync(LauncherRun run)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (await run.Observer.SweepAsync().WaitAsync(LauncherRun.Limit).ConfigureAwait(false) > 0)
        {
            LauncherRun.True(clock.Elapsed < LauncherRun.Limit, "nobody is left");
            run.Process.Signal(ProcessSignal.Kill, wholeGroup: true);
        }
    }
}
