using Procfile.Core.Launching;

namespace Procfile.Core.Testing.Conformance;

/// <summary>Starting: what the process gets, and what cannot be started.</summary>
public static partial class LauncherConformance
{
    private static async Task EmptyInput(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "cat; echo end");
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("end\n", run.Observer.OutputAtExit, "output");
    }

    private static async Task Arguments(IProcessLauncher launcher)
    {
        string[] arguments = ["", " ", "a b", "'", "\"", "\\", "$HOME", "*", "--", "-n", "ä€𝄞", "line\nbreak", "\t", "\u007f"];
        using var run = LauncherRun.Start(launcher, LauncherRun.SpecOf(["/bin/sh", "-c", "for a; do printf '<%s>' \"$a\"; done", "sh", .. arguments]));
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal(string.Concat(arguments.Select(argument => $"<{argument}>")), run.Observer.OutputAtExit, "arguments");
    }

    private static async Task EnvironmentIsGiven(IProcessLauncher launcher)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["EMPTY"] = "", ["QUOTED"] = "a'b\"c $(id) `id` \\ ;", ["LINES"] = "1\n2" };
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "printf '%s|%s|%s|%s' \"$QUOTED\" \"$LINES\" \"${EMPTY-unset}\" \"${HOME-unset}\"") with { Environment = environment };
        using var run = LauncherRun.Start(launcher, spec);
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("a'b\"c $(id) `id` \\ ;|1\n2||unset", run.Observer.OutputAtExit, "variables");
    }

    private static async Task DirectoryIsGiven(IProcessLauncher launcher)
    {
        string directory = Directory.CreateTempSubdirectory("procfile check ").FullName;
        try
        {
            using var run = LauncherRun.Start(launcher, LauncherRun.SpecOf("/bin/sh", "-c", "pwd -P") with { Directory = directory });
            await run.EndAsync().ConfigureAwait(false);
            string real = new FileInfo(directory).ResolveLinkTarget(true)?.FullName ?? directory;
            LauncherRun.True(run.Observer.OutputAtExit.TrimEnd('\n').EndsWith(real, StringComparison.Ordinal), $"{run.Observer.OutputAtExit} is {real}");
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    private static async Task PathLookup(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Start(launcher, LauncherRun.SpecOf("sh", "-c", "echo $0"));
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.True(run.Observer.OutputAtExit.EndsWith("sh\n", StringComparison.Ordinal), "sh was found in PATH");
    }

    private static Task MissingCommand(IProcessLauncher launcher)
    {
        Fails(launcher, LauncherRun.SpecOf("no-such-command-anywhere"), LaunchFailureKind.CommandNotFound);
        Fails(launcher, LauncherRun.SpecOf("/no/such/command"), LaunchFailureKind.CommandNotFound);
        Fails(launcher, LauncherRun.SpecOf(""), LaunchFailureKind.CommandNotFound);
        return Task.CompletedTask;
    }

    private static Task NotExecutable(IProcessLauncher launcher)
    {
        WithFile("echo never", executable: false, path => Fails(launcher, LauncherRun.SpecOf(path), LaunchFailureKind.NotExecutable));
        Fails(launcher, LauncherRun.SpecOf("/"), LaunchFailureKind.NotExecutable);
        return Task.CompletedTask;
    }

    private static Task MissingDirectory(IProcessLauncher launcher)
    {
        Fails(launcher, LauncherRun.SpecOf("/bin/sh", "-c", "true") with { Directory = "/no/such/directory" }, LaunchFailureKind.DirectoryUnavailable);
        return Task.CompletedTask;
    }

    private static Task ImpossibleSpec(IProcessLauncher launcher)
    {
        Fails(launcher, LauncherRun.SpecOf(), LaunchFailureKind.InvalidSpec);
        Fails(launcher, LauncherRun.SpecOf("/bin/sh", "a\0b"), LaunchFailureKind.InvalidSpec);
        Fails(launcher, LauncherRun.SpecOf("/bin/sh") with { Environment = new Dictionary<string, string> { ["A=B"] = "x" } }, LaunchFailureKind.InvalidSpec);
        Fails(launcher, LauncherRun.SpecOf("/bin/sh") with { Directory = "/tmp\0x" }, LaunchFailureKind.InvalidSpec);
        return Task.CompletedTask;
    }

    private static Task TooLarge(IProcessLauncher launcher)
    {
        // Linux takes 128 KiB a string at most.
        ProcessSpec spec = LauncherRun.SpecOf("/bin/sh", "-c", "true");
        Fails(launcher, spec with { Environment = new Dictionary<string, string> { ["BIG"] = new('x', 4 * 1024 * 1024) } }, LaunchFailureKind.TooLarge);
        return Task.CompletedTask;
    }

    private static async Task PlainScript(IProcessLauncher launcher)
    {
        string output = "";
        await WithFileAsync("echo \"script $1\"\n", executable: true, async path =>
        {
            using var run = LauncherRun.Start(launcher, LauncherRun.SpecOf(path, "argument"));
            await run.EndAsync().ConfigureAwait(false);
            output = run.Observer.OutputAtExit;
        }).ConfigureAwait(false);
        LauncherRun.Equal("script argument\n", output, "output");
    }

    private static async Task SignalState(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "grep -E '^Sig(Ign|Blk)' /proc/self/status | tr -d '\\n'; yes | head -n 1");
        await run.EndAsync().ConfigureAwait(false);
        LauncherRun.Equal("SigBlk:\t0000000000000000SigIgn:\t0000000000000000y\n", run.Observer.OutputAtExit, "signals");
    }

    private static async Task Descriptors(IProcessLauncher launcher)
    {
        using var run = LauncherRun.Shell(launcher, "cd /proc/self/fd && echo *");
        await run.EndAsync().ConfigureAwait(false);
        // The shell's own look at the directory is one more.
        LauncherRun.Equal("0 1 2 3\n", run.Observer.OutputAtExit, "descriptors");
    }

    private static async Task PassedHandle(IProcessLauncher launcher)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "through the handle\n").ConfigureAwait(false);
            using var handle = File.OpenHandle(path);
            using var run = LauncherRun.Start(launcher, LauncherRun.SpecOf("/bin/sh", "-c", "cat <&3") with { InheritedHandles = [handle] });
            await run.EndAsync().ConfigureAwait(false);
            LauncherRun.Equal("through the handle\n", run.Observer.OutputAtExit, "output");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Fails(IProcessLauncher launcher, ProcessSpec spec, LaunchFailureKind kind)
    {
        using var run = LauncherRun.Start(launcher, spec);
        LauncherRun.True(!run.Result.Succeeded, $"{string.Join(' ', spec.Arguments)} was not started");
        LauncherRun.Equal(kind, run.Result.Failure!.Kind, string.Join(' ', spec.Arguments));
        LauncherRun.True(run.Result.Failure.Message.Length > 10, "the failure has a message");
    }

    private static void WithFile(string content, bool executable, Action<string> use) =>
        WithFileAsync(content, executable, path =>
        {
            use(path);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    private static async Task WithFileAsync(string content, bool executable, Func<string, Task> use)
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, content).ConfigureAwait(false);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
            await use(path).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
