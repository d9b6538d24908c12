using System.Diagnostics;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;
using Procfile.Core.Tests.Supervision;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>F51: starts that the operating system refuses, each for its own reason. No descriptor left is in <see cref="Exhaustion"/>.</summary>
public sealed class RefusedStarts : IDisposable
{
    private static readonly string[] AsNobodyWithFewProcesses = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "prlimit", "--nproc=60"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("procfile-refused-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void A_missing_interpreter_is_a_missing_command()
    {
        LaunchFailure failure = Refused(Program("#!/no/such/interpreter\n"));
        Assert.Equal((LaunchFailureKind.CommandNotFound, 2, false), (failure.Kind, failure.Errno, failure.IsRetryable));
        Assert.Contains("interpreter", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_permission_is_not_executable()
    {
        LaunchFailure failure = Refused(Program("#!/bin/sh\n", executable: false));
        Assert.Equal((LaunchFailureKind.NotExecutable, 13, false), (failure.Kind, failure.Errno, failure.IsRetryable));
    }

    [Theory]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0002\0not a machine of ours\n")]
    [InlineData("\u007fELF\0")]
    public void A_program_for_another_machine_is_not_executable_and_never_read_as_a_script(string content)
    {
        LaunchFailure failure = Refused(Program(content));
        Assert.Equal((LaunchFailureKind.NotExecutable, 8, false), (failure.Kind, failure.Errno, failure.IsRetryable));
        Assert.Contains("machine", failure.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_empty_file_is_an_empty_script()
    {
        await using var processes = new LaunchedProcesses();
        RecordingObserver observer = processes.Start(LettingGo.Shell("") with { Arguments = [Program("")] });
        Assert.Equal(0, (await observer.Exited.WaitAsync(LaunchedProcesses.Limit)).Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_program_that_is_being_written_can_be_tried_again()
    {
        string program = Program("#!/bin/sh\nexit 3\n");
        await using var processes = new LaunchedProcesses();
        using (new FileStream(program, FileMode.Open, FileAccess.Write))
        {
            LaunchFailure failure = Refused(program);
            Assert.Equal((LaunchFailureKind.ResourcesExhausted, 26, true), (failure.Kind, failure.Errno, failure.IsRetryable));
        }

        // A child that is just being started elsewhere may hold the file for a moment.
        RecordingObserver? observer = null;
        await NumberedProcesses.UntilAsync(() =>
        {
            observer = new RecordingObserver();
            return processes.Launcher.Start(LettingGo.Shell("") with { Arguments = [program] }, observer).Succeeded;
        });
        Assert.Equal(3, (await observer!.Exited.WaitAsync(LaunchedProcesses.Limit)).Code);
        observer.Process!.Dispose();
    }

    [Fact]
    public void An_environment_that_is_too_large_is_told_so()
    {
        var environment = Enumerable.Range(0, 40).ToDictionary(i => $"LARGE{i}", _ => new string('x', 100_000));
        using var launcher = new NativeProcessLauncher();
        LaunchFailure failure = launcher.Start(LettingGo.Shell("true") with { Environment = environment }, new RecordingObserver()).Failure!;
        Assert.Equal((LaunchFailureKind.TooLarge, 7, false), (failure.Kind, failure.Errno, failure.IsRetryable));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_that_has_vanished_is_told_of_and_nobody_else_is_touched()
    {
        DirectoryInfo vanishing = _directory.CreateSubdirectory("app");
        await using var fixture = new SupervisorFixture("web: sleep 0.2; exit 1\nother: sleep 1000\n", options =>
        {
            options.Types["web"] = new ProcessTypeOptions { Directory = vanishing.FullName };
            options.RestartPolicy = RestartPolicy.Always with { Backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Factor = 1 } };
        });
        await fixture.Supervisor.StartAsync();
        int other = fixture["other.1"].ProcessId!.Value;
        vanishing.Delete();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.Problem?.Contains(vanishing.FullName, StringComparison.Ordinal) ?? false);
        vanishing.Create();
        int restarts = fixture["web.1"].Restarts;
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running, Problem: null } web && web.Restarts >= restarts);
        Assert.Equal((ProcessState.Running, other, 0), (fixture["other.1"].State, fixture["other.1"].ProcessId!.Value, fixture["other.1"].Restarts));
    }

    /// <summary>No process is to be had (EAGAIN): root is exempt from that limit, so that the host is somebody else.</summary>
    [RootFact(Timeout = 120_000)]
    public async Task Without_a_process_to_be_had_the_others_go_on_and_the_next_start_succeeds_when_one_is_free()
    {
        using KilledHost host = KilledHost.Within(AsNobodyWithFewProcesses, "exhausted", "NUMBER");
        Assert.Equal(
            "ready\nResourcesExhausted 11 True\nResourcesExhausted 11 True\nuntouched\nsignal KILL\nstarted\n", await host.RestAsync());
        await host.EndAsync();
    }

    private string Program(string content, bool executable = true)
    {
        string path = Path.Combine(_directory.FullName, Guid.NewGuid().ToString("N"));
        // Copied by another process: a child that is being started by another test could hold this one's file open for writing.
        File.WriteAllText(path + ".text", content);
        using (Process copy = Process.Start("cp", [path + ".text", path]))
            copy.WaitForExit();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | (executable ? UnixFileMode.UserExecute : UnixFileMode.None));
        return path;
    }

    private static LaunchFailure Refused(string program)
    {
        using var launcher = new NativeProcessLauncher();
        LaunchResult result = launcher.Start(LettingGo.Shell("") with { Arguments = [program] }, new RecordingObserver());
        Assert.False(result.Succeeded);
        return result.Failure;
    }
}
