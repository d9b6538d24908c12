using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>The promises an embedder relies on, kept on real processes.</summary>
public sealed class SupervisingRealProcesses
{
    private static Formation Of(string text) => Formation.Parse(text);

    private static void KillNow(int pid) => Process.Start("kill", ["-9", pid.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();

    [Fact(Timeout = 60_000)]
    public async Task Every_process_of_the_formation_runs_with_its_name_and_port()
    {
        await using var fixture = new SupervisorFixture(
            "web: echo \"$PS on $PORT\"; sleep 100\nworker: echo \"$PS on $PORT\"; sleep 100\n", options => options.Formation = Of("web=1,worker=2"));
        await fixture.Supervisor.StartAsync();
        await fixture.LineAsync("web.1 on 5000");
        await fixture.LineAsync("worker.1 on 5100");
        await fixture.LineAsync("worker.2 on 5101");
        Assert.All(fixture.Supervisor.GetSnapshot().Processes, process => Assert.Equal(ProcessState.Running, process.State));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_process_comes_back_with_the_same_unique_integer()
    {
        await using var fixture = new SupervisorFixture("worker: sleep 10{{UNIQUE_INT}}\n", options => options.Formation = Of("worker=3"));
        await fixture.Supervisor.StartAsync();
        ProcessSnapshot before = fixture["worker.2"];
        KillNow(before.ProcessId!.Value);
        await fixture.UntilAsync(snapshot => snapshot["worker.2"] is { State: ProcessState.Running, Restarts: 1 });
        ProcessSnapshot after = fixture["worker.2"];
        Assert.NotEqual(before.ProcessId, after.ProcessId);
        Assert.Equal(before.UniqueInt, after.UniqueInt);
        Assert.Equal("KILL", after.LastExit?.Signal?.Name);
        Assert.Equal([1, 2, 3], fixture.Supervisor.GetSnapshot().Processes.Select(process => process.UniqueInt!.Value).Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stop_leaves_nothing_of_a_shell_and_its_children()
    {
        string marker = $"procfile-stop-{Guid.NewGuid():N}";
        await using var fixture = new SupervisorFixture($"web: (MARK={marker} setsid sleep 333 &) ; sh -c 'sleep 333; true' & trap '' TERM; sleep 333; true\n",
            options => options.StopSequence = StopSequence.Parse("term, 0.2, kill"));
        await fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(_ => ProcessesNamed("sleep\0333") >= 3);
        OperationResult result = await fixture.Supervisor.StopAsync();
        Assert.Equal(ProcessState.Stopped, Assert.Single(result.Processes).State);
        Assert.Equal(0, ProcessesNamed("sleep\0333"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_crashed_process_leaves_behind_is_gone_before_the_next_starts()
    {
        await using var fixture = new SupervisorFixture("web: sleep 334 & echo started; [ $(pgrep -fxc 'sleep 334') -eq 1 ] && echo alone; sleep 0.1; exit 1\n",
            options => options.RestartPolicy = RestartPolicy.Always with { Limit = 2, Backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(1) } });
        await fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Failed);
        Assert.Equal(3, fixture.Sink.Lines.Count(line => line.Line == "alone"));
        Assert.Equal(0, ProcessesNamed("sleep\0334"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_missing_command_is_tried_again_and_recovers_when_it_appears()
    {
        string directory = Directory.CreateTempSubdirectory("procfile-test-").FullName;
        await using var fixture = new SupervisorFixture("web: ./late 1\nother: sleep 100\n", options =>
        {
            options.Directory = directory;
            options.RestartPolicy = RestartPolicy.Always with { Backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(20), Factor = 1 } };
        });
        await fixture.Supervisor.StartAsync();
        ProcessSnapshot waiting = (await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Backoff))["web.1"]!;
        Assert.Contains("./late", waiting.Problem, StringComparison.Ordinal);
        Assert.Equal(ProcessState.Running, fixture["other.1"].State);

        string path = Path.Combine(directory, "late");
        await File.WriteAllTextAsync(path + ".new", "#!/bin/sh\necho here; sleep 100\n");
        File.SetUnixFileMode(path + ".new", UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.Move(path + ".new", path);
        await fixture.LineAsync("here");
        Directory.Delete(directory, recursive: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task Scaling_fills_the_lowest_numbers_and_takes_the_highest_away()
    {
        await using var fixture = new SupervisorFixture("worker: sleep 100 # {{UNIQUE_INT}}\n", options => options.Formation = Of("worker=2"));
        await fixture.Supervisor.StartAsync();
        OperationResult up = await fixture.Supervisor.ScaleAsync("worker", ScaleChange.By(2));
        Assert.Equal(["worker.3", "worker.4"], up.Added.AsEnumerable());
        Assert.All(up.Processes, process => Assert.Equal(ProcessState.Running, process.State));
        OperationResult down = await fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(1));
        Assert.Equal(["worker.4", "worker.3", "worker.2"], down.Removed.AsEnumerable());
        Assert.Equal("worker.1", Assert.Single(fixture.Supervisor.GetSnapshot().Processes).Name);
        OperationResult again = await fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(2));
        // Given back, so it is one of those that were taken before; a process that another test is just starting may hold the
        // lowest for the moment between its fork and its exec.
        Assert.InRange(again.Processes[1].UniqueInt!.Value, 2, 4);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_pause_remembers_how_many_there_were()
    {
        await using var fixture = new SupervisorFixture("worker: sleep 100\n", options => options.Formation = Of("worker=3"));
        await fixture.Supervisor.StartAsync();
        await fixture.Supervisor.PauseAsync("worker");
        Assert.Empty(fixture.Supervisor.GetSnapshot().Processes);
        Assert.True(fixture.Supervisor.GetSnapshot().Types[0].Paused);
        await fixture.Supervisor.ResumeAsync("worker");
        Assert.Equal(3, fixture.Supervisor.GetSnapshot().Processes.Count(process => process.State == ProcessState.Running));
    }

    [Fact(Timeout = 60_000)]
    public async Task Stop_all_on_exit_ends_with_the_true_code()
    {
        await using var fixture = new SupervisorFixture("web: sleep 100\njob: sleep 0.1; kill -9 $$\n", options => options.OnExit = ExitBehavior.StopAll);
        await fixture.Supervisor.StartAsync();
        Assert.Equal(137, await fixture.Supervisor.Ended.WaitAsync(SupervisorFixture.Limit));
        Assert.Equal(ProcessState.Stopped, fixture["web.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_supervisor_ends_when_all_have_ended_for_good()
    {
        await using var fixture = new SupervisorFixture("a: exit 0\nb: exit 3\n", options => options.RestartPolicy = RestartPolicy.Never);
        await fixture.Supervisor.StartAsync();
        Assert.Equal(3, await fixture.Supervisor.Ended.WaitAsync(SupervisorFixture.Limit));
        Assert.Equal(ProcessState.Completed, fixture["a.1"].State);
        Assert.Equal(ProcessState.Failed, fixture["b.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task Contradicting_requests_end_in_the_last_one_and_all_waits_end()
    {
        await using var fixture = new SupervisorFixture("worker: sleep 100\n", options => options.Formation = Of("worker=1"));
        Task[] requests =
        [
            fixture.Supervisor.StartAsync(),
            fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(5)),
            fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(2)),
            fixture.Supervisor.RestartAsync("worker"),
            fixture.Supervisor.StopAsync(),
            fixture.Supervisor.StartAsync(),
            fixture.Supervisor.ScaleAsync("worker", ScaleChange.To(3)),
        ];
        await Task.WhenAll(requests).WaitAsync(SupervisorFixture.Limit);
        Assert.Equal(3, fixture.Supervisor.GetSnapshot().Processes.Count(process => process.State == ProcessState.Running));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sink_that_throws_changes_nothing_for_the_processes()
    {
        await using var fixture = new SupervisorFixture("web: echo a; sleep 0.1; echo b; exit 7\n", options =>
        {
            options.Output = new ThrowingSink();
            options.RestartPolicy = RestartPolicy.Never;
        });
        await fixture.Supervisor.StartAsync();
        Assert.Equal(7, await fixture.Supervisor.Ended.WaitAsync(SupervisorFixture.Limit));
        Assert.Equal(2, fixture.Supervisor.LostBatches);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sink_that_blocks_holds_up_no_restart_and_no_stop()
    {
        var release = new ManualResetEventSlim();
        await using var fixture = new SupervisorFixture("web: echo text; exit 1\n", options => options.Output = new BlockingSink(release));
        await fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.Restarts >= 2);
        OperationResult result = await fixture.Supervisor.StopAsync().WaitAsync(SupervisorFixture.Limit);
        Assert.Equal(ProcessState.Stopped, Assert.Single(result.Processes).State);
        release.Set();
    }

    [Fact(Timeout = 60_000)]
    public async Task Restarts_and_stops_need_nothing_of_the_thread_pool()
    {
        await using var fixture = new SupervisorFixture("web: sleep 100\n");
        await fixture.Supervisor.StartAsync();
        int pid = fixture["web.1"].ProcessId!.Value;
        var release = new ManualResetEventSlim();
        for (int i = 0; i < 64; i++)
            ThreadPool.UnsafeQueueUserWorkItem(_ => release.Wait(), null);
        try
        {
            // On a thread of its own, as this test's continuations would wait for the pool.
            var checkedOff = new Thread(() =>
            {
                ProcessSupervisorSignal(fixture.Supervisor);
                var clock = Stopwatch.StartNew();
                while (fixture.Supervisor.GetSnapshot()["web.1"] is not { State: ProcessState.Running, Restarts: 1 } && clock.Elapsed < SupervisorFixture.Limit)
                    Thread.Yield();
            });
            checkedOff.Start();
            checkedOff.Join();
            Assert.NotEqual(pid, fixture["web.1"].ProcessId);
        }
        finally
        {
            release.Set();
        }

        static void ProcessSupervisorSignal(ProcessSupervisor supervisor) => _ = supervisor.SignalAsync("web", ProcessSignal.Kill);
    }

    [Fact(Timeout = 60_000)]
    public async Task Events_tell_the_life_of_a_process_in_order()
    {
        await using var fixture = new SupervisorFixture("job: exit 2\n", options => options.RestartPolicy = RestartPolicy.Never);
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        await fixture.Supervisor.StartAsync();
        await fixture.Supervisor.Ended.WaitAsync(SupervisorFixture.Limit);
        var kinds = new List<SupervisorEventKind>();
        await foreach (SupervisorEvent happened in events)
        {
            if (happened.Kind != SupervisorEventKind.StateChanged)
                kinds.Add(happened.Kind);
            if (happened.Kind == SupervisorEventKind.GaveUp)
                break;
        }

        Assert.Equal([SupervisorEventKind.Started, SupervisorEventKind.Exited, SupervisorEventKind.GaveUp], kinds);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_escapee_that_ignores_TERM_does_not_outlive_a_stop_whose_KILL_came_before_it_was_found()
    {
        await using var fixture = new SupervisorFixture(
            "web: setsid sh -c 'trap \"\" TERM; echo up; while :; do sleep 0.335; done' & trap '' TERM; while :; do sleep 0.335; done\n",
            options => options.StopSequence = StopSequence.Parse("term, 0.1, kill"));
        await fixture.Supervisor.StartAsync();
        await fixture.LineAsync("up");
        OperationResult result = await fixture.Supervisor.StopAsync();
        Assert.Equal(ProcessState.Stopped, Assert.Single(result.Processes).State);
        Assert.Equal(0, ProcessesNamed("sleep\00.335"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_last_words_of_a_left_over_are_not_lost_in_a_slow_sink()
    {
        using var release = new ManualResetEventSlim();
        var sink = new BlockingOnSink("FIRST", release);
        await using var fixture = new SupervisorFixture(
            "web: sh -c 'trap \"echo FIRST; sleep 0.05; echo LAST; exit\" TERM; echo up; while :; do sleep 0.01; done' & sleep 0.1; exit 1\n",
            options => (options.Output, options.RestartPolicy) = (sink, RestartPolicy.Never));
        await fixture.Supervisor.StartAsync();
        await fixture.Supervisor.Ended.WaitAsync(SupervisorFixture.Limit);
        release.Set();
        await fixture.UntilAsync(_ => sink.Text.Contains("LAST", StringComparison.Ordinal));
    }

    private static int ProcessesNamed(string commandLine) => Directory.EnumerateDirectories("/proc")
        .Count(path =>
        {
            try
            {
                return char.IsDigit(Path.GetFileName(path)[0]) && File.ReadAllText(Path.Combine(path, "cmdline")).StartsWith(commandLine, StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return false;
            }
        });
}
