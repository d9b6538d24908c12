using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Launching;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>Stops and restarts that something stands in the way of.</summary>
public sealed class Stops
{
    private const string Deaf = "trap '' TERM INT HUP; echo up; while :; do sleep 0.2; done";

    private static readonly RestartPolicy AtOnce = RestartPolicy.Always with { Backoff = Backoff.Default with { Initial = TimeSpan.FromMilliseconds(1), Factor = 1 } };

    /// <summary>F1.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_grandchild_that_holds_the_pipe_holds_up_no_restart()
    {
        using var processes = new NumberedProcesses();
        await using var fixture = new SupervisorFixture(
            processes.In("web: setsid env -i sleep NUMBER & echo said; exit 1\n"), options => options.RestartPolicy = AtOnce with { Limit = 3 });
        await fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Failed);
        Assert.Equal(4, fixture.Sink.LinesOf("web.1").Count(line => line == "said"));
        Assert.Equal(1, fixture["web.1"].LastExit?.Code);
    }

    /// <summary>F2.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_grandchild_that_holds_the_pipe_holds_up_no_stop()
    {
        using var processes = new NumberedProcesses();
        await using var fixture = new SupervisorFixture(processes.In("web: setsid env -i sleep NUMBER & trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done\n"));
        await fixture.Supervisor.StartAsync();
        await fixture.LineAsync("up");
        OperationResult result = await fixture.Supervisor.StopAsync().WaitAsync(SupervisorFixture.Limit);
        Assert.Equal(0, Assert.Single(result.Processes).LastExit?.Code);
        Assert.Contains("bye", fixture.Sink.LinesOf("web.1"));
    }

    /// <summary>F17.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Who_ignores_TERM_is_killed_at_the_deadline_and_not_before()
    {
        await using var fixture = new SupervisorFixture($"web: {Deaf}\n", options => options.StopSequence = StopSequence.Parse("term, 1, kill"));
        await fixture.Supervisor.StartAsync();
        await fixture.LineAsync("up");
        var clock = Stopwatch.StartNew();
        OperationResult result = await fixture.Supervisor.StopAsync();
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(1), $"{clock.Elapsed}");
        Assert.Equal(ProcessSignal.Kill, Assert.Single(result.Processes).LastExit?.Signal);
    }

    /// <summary>F18: one after the other would take 150 s, and the limit of a wait is 60.</summary>
    [Fact(Timeout = 300_000)]
    public async Task Fifty_that_ignore_TERM_are_stopped_side_by_side()
    {
        await using var fixture = new SupervisorFixture($"web: {Deaf}\n", options =>
        {
            options.Formation = Formation.Parse("web=50");
            options.StopSequence = StopSequence.Parse("term, 3, kill");
        });
        await fixture.Supervisor.StartAsync();
        await NumberedProcesses.UntilAsync(() => fixture.Sink.Lines.Count(line => line.Line == "up") == 50);
        OperationResult result = await fixture.Supervisor.StopAsync().WaitAsync(TimeSpan.FromSeconds(60));
        Assert.All(result.Processes, process => Assert.Equal((ProcessState.Stopped, ProcessSignal.Kill), (process.State, process.LastExit?.Signal)));
    }

    /// <summary>F20, F21.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_port_that_a_helper_holds_is_free_for_the_next_incarnation()
    {
        int port = FreePort();
        await using var fixture = new SupervisorFixture(
            $"web: exec 3>&1; trap '' HUP; {TestChild.Path} listen {port} | {{ read -r said; echo \"$said\" >&3; kill -9 $$; }}\n",
            options => options.RestartPolicy = AtOnce with { Limit = 2 });
        await fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Failed);
        Assert.Equal(["bound", "bound", "bound"], fixture.Sink.LinesOf("web.1"));
    }

    /// <summary>F28: TERM alone would wait until somebody lets the process go on.</summary>
    [Fact(Timeout = 120_000)]
    public async Task A_suspended_process_ends_gracefully()
    {
        await using var fixture = new SupervisorFixture(
            "web: trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done\n", options => options.StopSequence = StopSequence.Parse("term, 1000, kill"));
        await fixture.Supervisor.StartAsync();
        await fixture.LineAsync("up");
        int id = fixture["web.1"].ProcessId!.Value;
        Assert.Equal(0, Libc.Kill(-id, 19));
        // A shell that is just starting a command waits for it, stopped as that is, without being stopped itself.
        await NumberedProcesses.UntilAsync(() => ProcEntry.TryRead(id, out ProcEntry entry) && entry.State is 'T' or 'D');
        OperationResult result = await fixture.Supervisor.StopAsync().WaitAsync(SupervisorFixture.Limit);
        Assert.Equal(0, Assert.Single(result.Processes).LastExit?.Code);
        Assert.Contains("bye", fixture.Sink.LinesOf("web.1"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
