using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>Adds the processes of a Procfile to a host.</summary>
public static class ProcfileServiceCollectionExtensions
{
    /// <summary>Supervises the Procfile of the application while the host runs, as the configuration's section <c>Procfile</c> says.</summary>
    /// <param name="services">The host's services.</param>
    /// <returns>For what configuration cannot say. <see cref="ProcessSupervisor"/> is a service: scale, restart and look at it from anywhere.</returns>
    public static ProcfileBuilder AddProcfile(this IServiceCollection services) => AddProcfile(services, static _ => { });

    /// <summary>Supervises the Procfile of the application while the host runs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Changes what the configuration's section <c>Procfile</c> says.</param>
    /// <returns>For what configuration cannot say.</returns>
    public static ProcfileBuilder AddProcfile(this IServiceCollection services, Action<ProcfileOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<ProcfileOptions>().BindConfiguration(ProcfileOptions.SectionName).Configure(configure).ValidateOnStart();
        return AddServices(services);
    }

    /// <summary>Supervises the Procfile of the application while the host runs.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="section">The section to read instead of <c>Procfile</c>.</param>
    /// <returns>For what configuration cannot say.</returns>
    public static ProcfileBuilder AddProcfile(this IServiceCollection services, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(section);
        services.AddOptions<ProcfileOptions>().Bind(section).ValidateOnStart();
        return AddServices(services);
    }

    private static ProcfileBuilder AddServices(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProcfileOptions>, ProcfileOptionsCheck>());
        services.TryAddSingleton<HostedPlan>();
        services.TryAddSingleton(static provider => new ProcessSupervisor(provider.GetRequiredService<HostedPlan>().Read()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ProcfileService>());
        return new ProcfileBuilder(services);
    }
}
