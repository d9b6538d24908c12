using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Dashboard.Tests.Page;

/// <summary>An app that shows a supervisor, on a port of its own that it keeps when it starts again.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _formation;
    private readonly ConcurrentQueue<string> _requests = new();
    private WebApplication? _app;
    private int _port;

    private PageHost(string formation) => _formation = formation;

    internal FakeLauncher Launcher { get; } = new();

    internal ProcessSupervisor Supervisor { get; private set; } = null!;

    internal string? Token { get; init; }

    internal string Pattern { get; init; } = "/processes";

    /// <summary>Where the page is.</summary>
    internal string Address => $"http://127.0.0.1:{_port}{Pattern}";

    /// <summary>What was asked for, in order: paths.</summary>
    internal IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Begins with types and how many of each: <c>web=1,worker=2</c>.</summary>
    internal static async Task<PageHost> StartAsync(string formation, string? token = null, string pattern = "/processes")
    {
        var host = new PageHost(formation) { Token = token, Pattern = pattern };
        await host.SuperviseAsync();
        await host.ListenAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await GoAwayAsync();
        await Supervisor.DisposeAsync();
    }

    /// <summary>A supervisor, in place of the one before if there was one.</summary>
    internal async Task SuperviseAsync()
    {
        if (Supervisor is not null)
            await Supervisor.DisposeAsync();
        string[] types = [.. _formation.Split(',').Select(part => part.Split('=')[0])];
        Supervisor = new ProcessSupervisor(types.Select((type, position) => new ProcessType(type, "server", position)), new SupervisorOptions
        {
            Launcher = Launcher,
            RecentOutput = new RecentOutputSink(),
            CommandMode = CommandMode.Direct,
            Formation = Formation.Parse(_formation),
        });
        await Supervisor.StartAsync();
    }

    internal async Task ListenAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, _port));
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            _requests.Enqueue(context.Request.Path.Value ?? "");
            return next(context);
        });
        _app.UseRouting();
        IEndpointConventionBuilder view = _app.MapProcfile(Pattern, options =>
            (options.Title, options.Token, options.Supervisor) = ("shop", Token, Supervisor));
        if (Token is null)
            view.AllowAnonymous();
        await _app.StartAsync();
        _port = new Uri(_app.Urls.Single()).Port;
    }

    /// <summary>As when the app has crashed: nobody is told.</summary>
    internal async Task GoAwayAsync()
    {
        if (_app is null)
            return;
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _app.DisposeAsync();
        _app = null;
    }

    internal FakeProcess Process(string name) => Launcher.Running.Single(process => process.Spec.Name == name);

    internal void Write(string process, string text) => Process(process).Write(Encoding.UTF8.GetBytes(text));

    internal async Task UntilAsync(Func<SupervisorSnapshot, bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition(Supervisor.GetSnapshot()))
        {
            Assert.True(waited.Elapsed < Limit, $"Never came to that: {string.Join(", ", Supervisor.GetSnapshot().Processes.Select(process => $"{process.Name} {process.State}"))}");
            await Task.Delay(10);
        }
    }
}
