using Procfile.Core.Launching;

namespace Procfile.Core.Testing.Conformance;

/// <summary>What holds between a launcher and an observer, whatever runs.</summary>
public static partial class LauncherConformance
{
    private static ProcessSpec Idle => LauncherRun.SpecOf("/bin/sh", "-c", "exec sleep 60");

    private static async Task AnnouncedFirst(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Start(launcher, Idle);
        LauncherRun.True(ReferenceEquals(run.Process, run.Observer.Process), "the observer was given the process before the start returned");
        LauncherRun.True(run.Process.Id > 0, "the process has a number");
        await KillAsync(run).ConfigureAwait(false);
    }

    private static async Task KilledOnce(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Start(launcher, Idle);
        ProcessExit exit = await KillAsync(run).ConfigureAwait(false);
        LauncherRun.Equal(128 + ProcessSignal.Kill.Number, exit.ShellCode, "code as a shell tells it");
        LauncherRun.Equal(exit, await run.Process.Exited.WaitAsync(LauncherRun.Limit).ConfigureAwait(false), "the handle's exit");
        LauncherRun.Equal(1, run.Observer.ExitCalls, "reports");
    }

    private static async Task SweepAnswered(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Start(launcher, Idle);
        await KillAsync(run).ConfigureAwait(false);
        LauncherRun.Equal(0, await run.Observer.SweepAsync().WaitAsync(LauncherRun.Limit).ConfigureAwait(false), "survivors");
    }

    private static async Task DisposedTwice(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Start(launcher, Idle);
        await KillAsync(run).ConfigureAwait(false);
        run.Process.Dispose();
        run.Process.Dispose();
        LauncherRun.True(!run.Process.Signal(ProcessSignal.Term, wholeGroup: true), "a signal reaches nobody");
    }

    private static async Task ThrowingAtStart(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Start(launcher, Idle, observer => observer.Started = _ => throw new InvalidOperationException("No room."));
        await KillAsync(run).ConfigureAwait(false);
    }

    private static Task<ProcessExit> KillAsync(LauncherRun run)
    {
        LauncherRun.True(run.Process.Signal(ProcessSignal.Kill, wholeGroup: true), "somebody got the signal");
        return run.EndAsync();
    }
}
