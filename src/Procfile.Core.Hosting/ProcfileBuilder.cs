using Microsoft.Extensions.DependencyInjection;
using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>Goes on with what <c>AddProcfile</c> has begun.</summary>
/// <param name="services">The host's services.</param>
public sealed class ProcfileBuilder(IServiceCollection services)
{
    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; } = services;

    /// <summary>Sets what configuration cannot say: an output sink, a restart policy, a launcher, a readiness probe of your own.</summary>
    /// <param name="configure">Called each time that the Procfile is read, after the configuration was applied.</param>
    public ProcfileBuilder Configure(Action<SupervisorOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return Configure((options, _) => configure(options));
    }

    /// <summary>Sets what configuration cannot say, with the host's services at hand.</summary>
    /// <param name="configure">Called each time that the Procfile is read, after the configuration was applied.</param>
    public ProcfileBuilder Configure(Action<SupervisorOptions, IServiceProvider> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.AddSingleton(new SupervisorConfiguration(configure));
        return this;
    }
}

/// <summary>One step of the configuration in code.</summary>
internal sealed record SupervisorConfiguration(Action<SupervisorOptions, IServiceProvider> Apply);
