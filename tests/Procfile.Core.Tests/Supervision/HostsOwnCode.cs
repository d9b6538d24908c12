using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>Whatever the host's own code does, or shares, the supervision goes on.</summary>
public sealed class HostsOwnCode : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("procfile-test-");

    [Fact(Timeout = 60_000)]
    public async Task One_options_object_for_every_reading_keeps_nothing_of_the_one_before()
    {
        var launcher = new FakeLauncher();
        var shared = new SupervisorOptions { Launcher = launcher, CommandMode = CommandMode.Direct };
        var files = new PlanFiles(_root.FullName) { Options = () => shared };
        Write("Procfile", "web: serve\n");
        Write(".env", "COLOUR=green\n");
        await using var supervisor = new ProcessSupervisor(files.Read().Plan!);
        await supervisor.StartAsync();
        Write(".env", "COLOUR=red\n");
        ReloadResult result = await supervisor.ReloadAsync(files.Read());
        Assert.Equal("web changed (variable COLOUR)", Assert.Single(result.Changes).ToString());
        Assert.Equal("red", Assert.Single(launcher.Running).Spec.Environment["COLOUR"]);
        Assert.Null(shared.Variables);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_token_source_that_throws_takes_no_integer_with_it()
    {
        var tokens = new Moody();
        await using var fixture = new FakeFixture("worker: work {{MOOD}} {{UNIQUE_INT}}\n", options =>
        {
            options.Tokens = tokens;
            options.RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { Initial = TimeSpan.FromMilliseconds(1), Factor = 1 } };
        });
        tokens.Throws = true;
        _ = fixture.Supervisor.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["worker.1"]!.Restarts >= 5);
        Assert.StartsWith("The command could not be made ready: bad mood", fixture["worker.1"].Problem, StringComparison.Ordinal);
        tokens.Throws = false;
        await fixture.UntilAsync(snapshot => snapshot["worker.1"]!.State == ProcessState.Running);
        Assert.Equal("work good 1", string.Join(' ', fixture.Launcher.Running.Single().Spec.Arguments));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_integer_and_a_port_that_a_changed_command_needs_no_more_are_given_back()
    {
        await using var fixture = new FakeFixture("worker: work {{UNIQUE_INT}}\nother: work\n");
        await fixture.Supervisor.StartAsync();
        Assert.Equal((1, 5000), (fixture["worker.1"].UniqueInt, fixture["worker.1"].Port));
        await fixture.Supervisor.ReloadAsync(fixture.PlanOf("worker: work\nother: work {{UNIQUE_INT}}\n", options => options.Ports = PortPolicy.None));
        Assert.Equal((null, null), (fixture["worker.1"].UniqueInt, fixture["worker.1"].Port));
        await fixture.Supervisor.ScaleAsync("other", ScaleChange.To(2));
        // Which of the two has got it depends on whether the one ended before the other began anew.
        Assert.Equal([1, 2], new[] { fixture["other.1"].UniqueInt, fixture["other.2"].UniqueInt }.Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_policy_that_is_built_anew_and_counts_alike_changes_nothing()
    {
        await using var fixture = new FakeFixture("web: serve\n", options => options.Ports = PortPolicy.Foreman with { Precedence = [PortSource.Given] });
        await fixture.Supervisor.StartAsync();
        ReloadResult result = await fixture.Supervisor.ReloadAsync(fixture.PlanOf("web: serve\n"));
        Assert.True(result.ChangesNothing);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(double.NaN)]
    [InlineData(-1.0)]
    [InlineData(7.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(null)]
    public async Task A_random_number_that_is_none_delays_no_restart(double? number)
    {
        await using var fixture = new FakeFixture("web: serve\n", options => options.Random = () => number ?? throw new InvalidOperationException("no luck"));
        await fixture.Supervisor.StartAsync();
        fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running, Restarts: 1 });
    }

    [Fact(Timeout = 60_000)]
    public async Task An_event_stream_that_is_read_a_second_time_ends()
    {
        await using var fixture = new FakeFixture("web: serve\n");
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        await fixture.Supervisor.StartAsync();
        await foreach (SupervisorEvent _ in events)
            break;
        await foreach (SupervisorEvent _ in events)
        {
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Two_lines_can_be_waited_for_at_once()
    {
        var context = new ReadinessContext("web.1", "web");
        Task<string> up = context.WaitForLineAsync(line => line == "up", CancellationToken.None);
        Task<string> error = context.WaitForLineAsync(line => line == "error", CancellationToken.None);
        context.AddLine("up");
        Assert.Equal("up", await up);
        Assert.False(error.IsCompleted);
        context.AddLine("error");
        Assert.Equal("error", await error);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_limit_begins_anew_with_a_start_that_somebody_asks_for()
    {
        await using var fixture = new FakeFixture("web: serve\n", options =>
            options.RestartPolicy = RestartPolicy.Always with { Limit = 1, Backoff = new Backoff { Initial = TimeSpan.FromMilliseconds(1) } });
        await fixture.Supervisor.StartAsync();
        await ExitAsync(restarts: 1);
        fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Failed });
        await fixture.Supervisor.StartAsync();
        await ExitAsync(restarts: 2);

        async Task ExitAsync(int restarts)
        {
            fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
            await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running } web && web.Restarts == restarts);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_success_after_failures_is_healthy()
    {
        await using var fixture = new FakeFixture("job: work\n", options =>
            options.RestartPolicy = RestartPolicy.OnFailure with { Backoff = new Backoff { Initial = TimeSpan.FromMilliseconds(1), Factor = 1 } });
        await fixture.Supervisor.StartAsync();
        for (int end = 1; end <= 5; end++)
        {
            await fixture.UntilAsync(snapshot => snapshot["job.1"] is { State: ProcessState.Running } job && job.Restarts == end - 1);
            fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(1));
        }

        await fixture.UntilAsync(snapshot => snapshot["job.1"] is { State: ProcessState.Running, CrashLooping: true });
        fixture.Launcher.Running.Single().Exit(ProcessExit.WithCode(0));
        await fixture.UntilAsync(snapshot => snapshot["job.1"] is { State: ProcessState.Completed, Health: ProcessHealth.Healthy });
    }

    public void Dispose() => _root.Delete(recursive: true);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_root.FullName, file), text);

    /// <summary>A token source that throws when it feels like it.</summary>
    private sealed class Moody : ITokenSource
    {
        internal volatile bool Throws;

        public bool TryGetToken(string name, [NotNullWhen(true)] out string? value)
        {
            if (Throws)
                throw new InvalidOperationException("bad mood");
            value = name == "MOOD" ? "good" : null;
            return value is not null;
        }
    }
}
