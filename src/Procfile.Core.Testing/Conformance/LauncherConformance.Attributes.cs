using Procfile.Core.Launching;

namespace Procfile.Core.Testing.Conformance;

/// <summary>Terminals, limits, users.</summary>
public static partial class LauncherConformance
{
    private static async Task TerminalIsOne(IProcessLauncher launcher)
    {
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "for d in 0 1 2; do [ -t $d ] && echo $d; done; stty size; : </dev/tty && echo controlling") with
        {
            Streams = ProcessStreams.Terminal,
            TerminalSize = new TerminalSize(132, 50),
        };
        using var run = LauncherRun.Start(launcher, spec);
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("0\n1\n2\n50 132\ncontrolling\n", run.Observer.OutputAtExit, "output");
    }

    private static async Task TerminalOutput(IProcessLauncher launcher)
    {
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done; printf end") with
        {
            Streams = ProcessStreams.Terminal,
        };
        using var run = LauncherRun.Start(launcher, spec);
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.True(run.Observer.OutputAtExit == string.Concat(Enumerable.Range(0, 3000).Select(i => $"line {i}\n")) + "end", "every line came before the exit");
    }

    private static async Task TerminalStopped(IProcessLauncher launcher)
    {
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "trap '' HUP; echo up; sleep 60 & cat; sleep 60") with { Streams = ProcessStreams.Terminal };
        using var run = LauncherRun.Start(launcher, spec);
        await run.UntilAsync(() => run.Observer.Output == "up\n", "the first line").ConfigureAwait(false);
        LauncherRun.True(!run.Observer.Exited.IsCompleted, "the process waits for somebody to type");
        run.Process.Signal(ProcessSignal.Term, wholeGroup: true);
        LauncherRun.Equal("TERM", (await run.EndAsync().ConfigureAwait(false)).Signal?.Name, "signal");
        await NobodyLeftAsync(run).ConfigureAwait(false);
    }

    private static async Task Attributes(IProcessLauncher launcher)
    {
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "sleep 0.1; nice; umask; ulimit -Sn; pwd") with
        {
            Niceness = 7,
            Umask = UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute,
            OpenFiles = 123,
            Directory = "/",
        };
        using var run = LauncherRun.Start(launcher, spec);
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("7\n0027\n123\n/\n", run.Observer.OutputAtExit, "niceness, umask, open files, directory");
    }

    private static async Task AttributesOfHost(IProcessLauncher launcher)
    {
        const string script = "nice; umask; pwd -P";
        using var changed = LauncherRun.Start(launcher, LauncherRun.SpecOf("/bin/sh", "-c", "true") with { Niceness = 9, Umask = (UnixFileMode)0x1FF });
        await changed.EndAsync().ConfigureAwait(false);
        using var run = LauncherRun.Shell(launcher, script);
        await run.EndAsync().ConfigureAwait(false);
        using var host = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true })!;
        LauncherRun.Equal(await host.StandardOutput.ReadToEndAsync().ConfigureAwait(false), run.Observer.OutputAtExit, "what the host's own children see");
    }

    private static async Task OtherUser(IProcessLauncher launcher)
    {
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "echo $$; id -un; id -u; id -G; id -g; echo $0 $1", "zero", "one") with { User = "nobody" };
        using var run = LauncherRun.Start(launcher, spec);
        if (!Environment.IsPrivilegedProcess)
        {
            LauncherRun.Equal(LaunchFailureKind.NotPermitted, run.Result.Failure?.Kind, "kind of the failure");
            return;
        }

        await run.EndAsync().ConfigureAwait(false);
        string[] lines = run.Observer.OutputAtExit.Split('\n');
        LauncherRun.Equal(run.Process.Id, int.Parse(lines[0], System.Globalization.CultureInfo.InvariantCulture), "the process is the command itself");
        LauncherRun.Equal("nobody", lines[1], "user");
        LauncherRun.Equal(lines[3], lines[4], "the groups are the user's own");
        LauncherRun.Equal("zero one", lines[5], "arguments");
    }

    private static Task UnknownUser(IProcessLauncher launcher)
    {
        LaunchFailureKind kind = Environment.IsPrivilegedProcess ? LaunchFailureKind.InvalidSpec : LaunchFailureKind.NotPermitted;
        Fails(launcher, LauncherRun.SpecOf("/bin/sh") with { User = "no-such-user-here" }, kind);
        Fails(launcher, LauncherRun.SpecOf("/bin/sh") with { User = "nobody:no-such-group-here" }, kind);
        return Task.CompletedTask;
    }
}
