using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Procfile.Core.Hosting;

/// <summary>Adds the health of the processes to the host's.</summary>
public static class ProcfileHealthChecksBuilderExtensions
{
    /// <summary>
    /// Healthy while every wished process is ready, degraded while one is on its way up or waits for its next start, and unhealthy when
    /// one needs a person: it ends again and again, was given up, or cannot be killed.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">What the check is called.</param>
    /// <param name="failureStatus">What unhealthy is reported as. <value>Default: <see langword="null"/>, unhealthy.</value></param>
    /// <param name="tags">Tags to select it by.</param>
    public static IHealthChecksBuilder AddProcfile(
        this IHealthChecksBuilder builder, string name = "procfile", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<ProcfileHealthCheck>(name, failureStatus, tags ?? []);
    }
}
