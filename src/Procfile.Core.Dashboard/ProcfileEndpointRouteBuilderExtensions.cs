using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Procfile.Core.Dashboard.Access;
using Procfile.Core.Dashboard.Api;
using Procfile.Core.Dashboard.Page;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard;

/// <summary>Shows the processes of a Procfile in an ASP.NET app.</summary>
public static class ProcfileEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the overall view of the host's supervisor: the page at the pattern itself, the HTTP API under <c>api/</c> beside it, described by
    /// <c>api/openapi.json</c>.
    /// </summary>
    /// <param name="endpoints">The app.</param>
    /// <param name="pattern">Where: <c>/processes</c>.</param>
    /// <param name="configure">What is shown, and to whom.</param>
    /// <returns>For an authorization policy of the app: without one, and without <see cref="DashboardOptions.Token"/>, all is refused.</returns>
    public static IEndpointConventionBuilder MapProcfile(
        this IEndpointRouteBuilder endpoints, string pattern = "/processes", Action<DashboardOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var options = new DashboardOptions();
        configure?.Invoke(options);
        var feed = new Lazy<SupervisorFeed>(() => FeedOf(options, endpoints.ServiceProvider));
        // From its start on what happens is remembered; before it, the supervisor may not be asked for: its settings are not checked yet.
        endpoints.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStarted.Register(() => _ = feed.Value);
        return Map(endpoints, pattern, options, () => feed.Value);
    }

    internal static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string pattern, DashboardOptions options, Func<SupervisorFeed> feed)
    {
        IServiceProvider services = endpoints.ServiceProvider;
        var api = new ProcfileApi(
            feed,
            new AccessCheck(options, services.GetService<IOptions<HostFilteringOptions>>()?.Value.AllowedHosts.Where(host => host != "*") ?? []),
            new PageDocument(options.Title ?? services.GetService<IHostEnvironment>()?.ApplicationName ?? "Processes"),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? default);
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        group.MapGet("/", api.Page);
        group.MapGet("/api/snapshot", api.Snapshot);
        group.MapGet("/api/events", api.Events);
        group.MapGet("/api/logs", api.Logs);
        group.MapGet("/api/openapi.json", api.Description);
        foreach ((string name, Operations.Operation operation) in Operations.ByName)
            group.MapPost($"/api/{name}", api.Operate(operation));
        return group;
    }

    private static SupervisorFeed FeedOf(DashboardOptions options, IServiceProvider services) => new(
        options.Supervisor ?? services.GetService<ProcessSupervisor>()
            ?? throw new InvalidOperationException("There is no supervisor to show: call services.AddProcfile(), or set DashboardOptions.Supervisor."));
}
