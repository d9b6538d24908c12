using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>Starts the processes with the host, and stops them within the time the host has to stop.</summary>
internal sealed class ProcfileService(
    ProcessSupervisor supervisor, HostedPlan plan, IOptionsMonitor<ProcfileOptions> options, IOptions<HostOptions> hostOptions, IHostApplicationLifetime lifetime)
    : IHostedService, IAsyncDisposable
{
    /// <summary>What is left of the host's time for what is left to do after KILL.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    private ReloadWatcher? _watcher;
    private bool _stopping;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Task<OperationResult> start = supervisor.StartAsync(cancellationToken);
        if (options.CurrentValue.ReloadOnChange)
            _watcher = new ReloadWatcher(supervisor, plan.Files.Paths, plan.ReadAgain);
        _ = EndHostAsync(supervisor.Ended);
        if (options.CurrentValue.WaitUntilReady)
            await start.ConfigureAwait(false);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Volatile.Write(ref _stopping, true);
        if (_watcher is not null)
            await _watcher.DisposeAsync().ConfigureAwait(false);
        Task stop = supervisor.StopAsync(StopLimit(hostOptions.Value.ShutdownTimeout), cancellationToken);
        await stop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public ValueTask DisposeAsync() => _watcher?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static TimeSpan StopLimit(TimeSpan shutdown) =>
        shutdown == Timeout.InfiniteTimeSpan ? shutdown : shutdown > Reserve + Reserve ? shutdown - Reserve : shutdown / 2;

    /// <summary>With nothing left to supervise the host has nothing left to do, unless it stops anyway.</summary>
    private async Task EndHostAsync(Task<int> ended)
    {
        int code = await ended.ConfigureAwait(false);
        if (Volatile.Read(ref _stopping) || options.CurrentValue.OnExit is ExitBehavior.Restart or ExitBehavior.Ignore)
            return;
        Environment.ExitCode = code;
        lifetime.StopApplication();
    }
}
