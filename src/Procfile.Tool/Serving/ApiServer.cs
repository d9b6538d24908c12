using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Procfile.Core.Dashboard;
using Procfile.Core.Dashboard.Api;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Serving;

/// <summary>
/// Answers on sockets that listen. The web server itself begins with the first connection: a run that nobody asks about pays neither its
/// memory nor its time.
/// </summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private const int MostConnections = 2000;

    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private readonly IReadOnlyList<LateListener> _listeners;
    private readonly SupervisorFeed _feed;
    private readonly Task<WebApplication?> _server;

    internal ApiServer(IEnumerable<Socket> listening, SupervisorFeed feed, DashboardOptions options)
    {
        _feed = feed;
        _listeners = [.. listening.Select(socket =>
            new LateListener(socket, new SocketConnectionContextFactory(new SocketConnectionFactoryOptions(), NullLogger.Instance)))];
        _server = BeginAsync(options);
    }

    /// <summary>Ends when all that was asked has been answered, or after a second.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        // Whoever follows is told of the end before the connection is gone.
        await _feed.Journal.Written.WaitAsync(LastAnswers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (await _server.ConfigureAwait(false) is { } server)
        {
            using var limit = new CancellationTokenSource(LastAnswers);
            await server.StopAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await server.DisposeAsync().ConfigureAwait(false);
        }

        _stopping.Dispose();
    }

    private async Task<WebApplication?> BeginAsync(DashboardOptions options)
    {
        await Task.WhenAny([.. _listeners.Select(listener => listener.FirstConnection), Task.Delay(Timeout.Infinite, _stopping.Token)]).ConfigureAwait(false);
        if (_stopping.IsCancellationRequested)
            return null;
        try
        {
            return await StartAsync(options).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever keeps the server from starting, the processes go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Complaints.Say($"requests are not answered: {exception.Message}");
            return null;
        }
    }

    private async Task<WebApplication> StartAsync(DashboardOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Configure);
        builder.Services.AddRoutingCore()
            .AddSingleton<IHostLifetime, LifetimeOfRun>()
            .AddSingleton<IConnectionListenerFactory>(new LateListeners(_listeners));
        WebApplication server = builder.Build();
        server.UseRouting();
        ProcfileEndpointRouteBuilderExtensions.Map(server, "", options, () => _feed);
        await server.StartAsync(CancellationToken.None).ConfigureAwait(false);
        return server;
    }

    private void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        // Whoever can connect must not be able to take the descriptors that processes are started with.
        options.Limits.MaxConcurrentConnections = MostConnections;
        foreach (LateListener listener in _listeners)
            options.Listen(listener.EndPoint);
    }
}
