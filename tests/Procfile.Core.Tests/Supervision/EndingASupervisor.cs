using Microsoft.Extensions.Logging;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A supervisor that ends leaves nothing, and nobody waiting, whatever is asked of it meanwhile.</summary>
public sealed class EndingASupervisor
{
    private static readonly ProcessType[] Types = [new("web", "sleep 100", 0)];

    [Fact(Timeout = 60_000)]
    public async Task A_start_that_crosses_the_end_leaves_no_process()
    {
        for (int round = 0; round < 100; round++)
        {
            var launcher = new FakeLauncher();
            var supervisor = new ProcessSupervisor(Types, new SupervisorOptions { Launcher = launcher, Formation = Formation.Parse("web=3") });
            await supervisor.StartAsync();
            Task end = supervisor.DisposeAsync().AsTask();
            var requests = new List<Task>();
            for (int i = 0; i < 1000 && !end.IsCompleted; i++)
                requests.Add(supervisor.StartAsync());
            await end.WaitAsync(SupervisorFixture.Limit);
            await Task.WhenAll(requests).WaitAsync(SupervisorFixture.Limit).ContinueWith(_ => { }, TaskScheduler.Default);
            Assert.All(requests, request => Assert.True(request.IsCompleted));
            await supervisor.Ended.WaitAsync(SupervisorFixture.Limit);
            await launcher.WaitForAsync(fake => fake.Running.Count == 0 && fake.Started.All(process => process.IsDisposed), SupervisorFixture.Limit);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_start_under_way_at_the_end_is_killed_and_its_handle_let_go()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var launcher = new FakeLauncher
        {
            Refuse = _ =>
            {
                entered.Set();
                release.Wait(SupervisorFixture.Limit);
                return null;
            },
        };
        var supervisor = new ProcessSupervisor(Types, new SupervisorOptions { Launcher = launcher });
        Task start = supervisor.StartAsync();
        Assert.True(entered.Wait(SupervisorFixture.Limit));
        Task end = supervisor.DisposeAsync().AsTask();
        release.Set();
        await end.WaitAsync(SupervisorFixture.Limit);
        await launcher.WaitForAsync(fake => fake.Started is [{ HasExited: true, IsDisposed: true }], SupervisorFixture.Limit);
        Assert.True(start.IsCompleted);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_log_that_throws_changes_nothing_for_the_processes()
    {
        var launcher = new FakeLauncher();
        await using var supervisor = new ProcessSupervisor(Types, new SupervisorOptions
        {
            Launcher = launcher,
            LoggerFactory = new ThrowingLog(),
            Output = new ThrowingSink(),
        });
        await supervisor.StartAsync().WaitAsync(SupervisorFixture.Limit);
        launcher.Started[0].Write("text\n"u8);
        launcher.Started[0].Exit(ProcessExit.WithCode(1));
        await launcher.WaitForAsync(fake => fake.Started is [_, { HasExited: false }], SupervisorFixture.Limit);
        await supervisor.StopAsync().WaitAsync(SupervisorFixture.Limit);
    }

    private sealed class ThrowingLog : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("No log.");

        public void Dispose()
        {
        }
    }
}
