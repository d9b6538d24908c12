using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procfile.Core.Commands;
using Procfile.Core.Hosting;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Dashboard.Tests;

/// <summary>An ASP.NET app with a Procfile of its own, on a port of its own, whose processes are none.</summary>
internal sealed class DashboardApp : IAsyncDisposable
{
    internal const string Token = "an-open-secret";

    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("procfile-test-");
    private WebApplication? _app;

    internal FakeLauncher Launcher { get; } = new();

    internal Action<WebApplicationBuilder>? Build { get; init; }

    internal Action<SupervisorOptions>? Supervise { get; init; }

    internal Action<DashboardOptions> Options { get; init; } = options => options.Token = Token;

    internal Action<IEndpointConventionBuilder>? Endpoints { get; init; }

    internal WebApplication App => _app!;

    internal ProcessSupervisor Supervisor => App.Services.GetRequiredService<ProcessSupervisor>();

    internal Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>A client that shows the token.</summary>
    internal HttpClient Client { get; private set; } = null!;

    internal async Task<DashboardApp> StartAsync(string procfile, params (string Key, string Value)[] settings)
    {
        File.WriteAllText(Path.Combine(_root.FullName, "Procfile"), procfile);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = _root.FullName });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Procfile:{setting.Key}", (string?)setting.Value)));
        builder.Services.AddProcfile(options => options.WaitUntilReady = true).Configure(options =>
        {
            options.Launcher = Launcher;
            options.UniqueInts = new UniqueIntRegistry { Directory = Path.Combine(_root.FullName, "integers") };
            options.CommandMode = CommandMode.Direct;
            Supervise?.Invoke(options);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(5));
        Build?.Invoke(builder);
        _app = builder.Build();
        IEndpointConventionBuilder mapped = _app.MapProcfile("/processes", Options);
        Endpoints?.Invoke(mapped);
        await _app.StartAsync();
        Client = ClientWith(Token);
        return this;
    }

    internal HttpClient ClientWith(string? token)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Address, "/processes/"), Timeout = Limit };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    internal async Task UntilAsync(Func<SupervisorSnapshot, bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        while (!condition(Supervisor.GetSnapshot()))
            await timer.WaitForNextTickAsync(limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        _root.Delete(recursive: true);
    }
}
