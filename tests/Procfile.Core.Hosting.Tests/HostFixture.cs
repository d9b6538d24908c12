using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Procfile.Core.Commands;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Hosting.Tests;

/// <summary>A host as an application has it, with a Procfile of its own.</summary>
internal sealed class HostFixture : IAsyncDisposable
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("procfile-test-");
    private readonly List<(string Key, string? Value)> _settings = [];
    private IHost? _host;

    internal HostFixture(string procfile) => Write("Procfile", procfile);

    /// <summary>What runs instead of processes; null for real ones.</summary>
    internal FakeLauncher? Launcher { get; init; } = new();

    internal string EnvironmentName { get; init; } = "Test";

    internal IHost Host => _host ??= Build(_ => { });

    internal ProcessSupervisor Supervisor => Host.Services.GetRequiredService<ProcessSupervisor>();

    internal string Root => _root.FullName;

    internal HostFixture With(string key, string value)
    {
        _settings.Add(($"{ProcfileOptions.SectionName}:{key}", value));
        return this;
    }

    internal void Write(string file, string text) => File.WriteAllText(Path.Combine(Root, file), text);

    internal IHost Build(Action<IServiceCollection> configure)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = Root, EnvironmentName = EnvironmentName });
        builder.Configuration.AddInMemoryCollection(_settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        ProcfileBuilder procfile = builder.Services.AddProcfile();
        procfile.Configure(options =>
        {
            options.Launcher = Launcher;
            options.UniqueInts = new UniqueIntRegistry { Directory = Path.Combine(Root, "integers") };
            options.CommandMode = Launcher is null ? CommandMode.Auto : CommandMode.Direct;
        });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddHealthChecks().AddProcfile();
        configure(builder.Services);
        return _host = builder.Build();
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
        if (_host is not null)
        {
            // A host whose start has failed cannot be stopped.
            if (_host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested)
                await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }

        _root.Delete(recursive: true);
    }
}
