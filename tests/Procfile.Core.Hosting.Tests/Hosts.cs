using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Hosting.Tests;

/// <summary>The processes live and die with the host.</summary>
public sealed class Hosts
{
    [Fact(Timeout = 60_000)]
    public async Task Processes_start_and_stop_with_the_host()
    {
        await using var fixture = new HostFixture("web: serve\nworker: work\n");
        await fixture.Host.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot.Processes.All(process => process.State == ProcessState.Running));
        await fixture.Host.StopAsync();
        Assert.Empty(fixture.Launcher!.Running);
        Assert.Equal(2, fixture.Launcher.Started.Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_configuration_says_how_many_run_and_how()
    {
        await using HostFixture fixture = new HostFixture("web: serve\nworker: work\nclock: tick\n")
            .With("Formation:all", "0").With("Formation:worker", "2").With("BasePort", "7000").With("StopSequence", "int, 3, kill")
            .With("Processes:worker:Label", "Mail").With("Processes:worker:Environment:QUEUE", "mail").With("Processes:worker:Directory", "jobs")
            .With("Processes:worker:RestartLimit", "0");
        await fixture.Host.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot.Processes.Length == 2 && snapshot.Processes.All(process => process.State == ProcessState.Running));
        FakeProcess worker = fixture.Launcher!.Started.Single(process => process.Spec.Name == "worker.2");
        Assert.Equal(("mail", "7101", Path.Combine(fixture.Root, "jobs")), (worker.Spec.Environment["QUEUE"], worker.Spec.Environment["PORT"], worker.Spec.Directory));
        Assert.Equal("Mail", fixture.Supervisor.GetSnapshot().Types[1].Label);
        worker.Exit(ProcessExit.WithCode(1));
        await fixture.UntilAsync(snapshot => snapshot["worker.2"]!.State == ProcessState.Failed);
        FakeProcess other = fixture.Launcher.Running.Single();
        await fixture.Host.StopAsync();
        Assert.Equal("INT", other.Signals[0].Name);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_number_for_one_type_takes_no_other_away()
    {
        await using HostFixture fixture = new HostFixture("web: serve\nworker: work\n").With("Formation:worker", "2");
        await fixture.Host.StartAsync();
        Assert.Equal([("web", 1), ("worker", 2)], fixture.Supervisor.GetSnapshot().Types.Select(type => (type.Name, type.Count)));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_processes_write_goes_to_the_host_s_log_unless_it_shall_not()
    {
        foreach (bool wished in new[] { true, false })
        {
            await using HostFixture fixture = new HostFixture("web: serve\n").With("LogOutput", wished.ToString()).With("WaitUntilReady", "true");
            var log = new RecordingLog();
            fixture.Build(services => services.AddSingleton<ILoggerProvider>(log));
            await fixture.Host.StartAsync();
            fixture.Launcher!.Running.Single().Write("hello\n"u8);
            await fixture.Host.StopAsync();
            Assert.Equal(wished, log.Lines.Contains("Procfile.Output.web: web.1: hello"));
            Assert.Contains("Procfile.Core.Supervisor: web.1 has ended with signal TERM", log.Lines);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task The_host_s_environment_picks_the_variant_and_the_env_file_is_read()
    {
        await using var fixture = new HostFixture("web: serve\n") { EnvironmentName = "Production" };
        fixture.Write("Procfile_production", "web: serve --fast\n");
        fixture.Write(".env", "COLOUR=green\n");
        await fixture.Host.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"]!.State == ProcessState.Running);
        ProcessSpec spec = fixture.Launcher!.Running.Single().Spec;
        Assert.Equal(("serve --fast", "green", fixture.Root), (string.Join(' ', spec.Arguments), spec.Environment["COLOUR"], spec.Directory));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Dialect", "latin", "Procfile:Dialect: \"latin\" is no dialect")]
    [InlineData("BasePort", "70000", "Procfile:BasePort: 70000 is no port")]
    [InlineData("StopSequence", "please", "Procfile:StopSequence: \"please\" is neither a signal nor a wait")]
    [InlineData("Formation:web", "-1", "Procfile:Formation:web: -1 is no number of processes")]
    [InlineData("Formation:wbe", "1", "Procfile:Formation:wbe: The Procfile in ")]
    [InlineData("Processes:wbe:User", "me", "Procfile:Processes:wbe: The Procfile in ")]
    [InlineData("Processes:web:Readiness", "soon", "Procfile:Processes:web:Readiness: \"soon\" is no readiness")]
    [InlineData("Processes:web:RestartSignal", "LOUD", "Procfile:Processes:web:RestartSignal: \"LOUD\" is no signal")]
    [InlineData("Processes:web:RestartMode", "Signal", "Procfile:Processes:web:RestartSignal: Restarting by signal needs one")]
    [InlineData("Processes:web:Niceness", "50", "Procfile:Processes:web:Niceness: 50 is no niceness")]
    [InlineData("Processes:web:ReadinessLimit", "00:00:00", "Procfile:Processes:web:ReadinessLimit: 00:00:00 is no time to wait")]
    public async Task A_wrong_setting_ends_the_start_and_is_named_by_its_key(string key, string value, string message)
    {
        await using HostFixture fixture = new HostFixture("web: serve\n").With(key, value);
        OptionsValidationException problem = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.Host.StartAsync());
        Assert.StartsWith(message, Assert.Single(problem.Failures), StringComparison.Ordinal);
        Assert.Empty(fixture.Launcher!.Started);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_broken_Procfile_ends_the_start_and_says_where()
    {
        await using var fixture = new HostFixture("web serve\n");
        OptionsValidationException problem = await Assert.ThrowsAsync<OptionsValidationException>(() => fixture.Host.StartAsync());
        Assert.StartsWith(Path.Combine(fixture.Root, "Procfile:1:"), problem.Failures.First(), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_changes_is_taken_over_where_that_is_wished()
    {
        await using HostFixture fixture = new HostFixture("web: serve\n").With("ReloadOnChange", "true").With("WaitUntilReady", "true");
        await fixture.Host.StartAsync();
        fixture.Write("Procfile", "web: serve\nworker: work\n");
        await fixture.UntilAsync(snapshot => snapshot["worker.1"] is { State: ProcessState.Running });
        Assert.Equal(0, fixture.Supervisor.GetSnapshot()["web.1"]!.Restarts);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_on_which_everything_hangs_ends_the_host_with_its_code()
    {
        await using HostFixture fixture = new HostFixture("web: serve\nworker: work\n").With("OnExit", "StopAll");
        try
        {
            await fixture.Host.StartAsync();
            await fixture.UntilAsync(snapshot => snapshot.Processes.All(process => process.State == ProcessState.Running));
            fixture.Launcher!.Running[0].Exit(ProcessExit.WithCode(7));
            await fixture.Host.WaitForShutdownAsync();
            Assert.Equal(7, Environment.ExitCode);
            Assert.Empty(fixture.Launcher.Running);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stubborn_process_is_killed_within_the_time_the_host_has()
    {
        await using var fixture = new HostFixture("web: trap '' TERM; echo up; while :; do sleep 0.1; done\n") { Launcher = null };
        fixture.Build(services => services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2)));
        await fixture.Host.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running });
        int pid = fixture.Supervisor.GetSnapshot()["web.1"]!.ProcessId!.Value;
        await fixture.Host.StopAsync();
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(pid));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_probe_of_the_host_s_own_comes_with_its_services()
    {
        await using var fixture = new HostFixture("web: serve\n");
        fixture.Build(services =>
        {
            services.AddSingleton(new Uri("http://localhost/"));
            new ProcfileBuilder(services).Configure((options, provider) =>
                options.OptionsFor("web").Environment["BASE"] = provider.GetRequiredService<Uri>().ToString());
        });
        await fixture.Host.StartAsync();
        await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running });
        Assert.Equal("http://localhost/", fixture.Launcher!.Running.Single().Spec.Environment["BASE"]);
    }
}
