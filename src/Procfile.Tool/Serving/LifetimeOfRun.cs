using Microsoft.Extensions.Hosting;

namespace Procfile.Tool.Serving;

/// <summary>The server lives as long as the run. Signals are the run's business: by itself the server would end with the first.</summary>
internal sealed class LifetimeOfRun : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
