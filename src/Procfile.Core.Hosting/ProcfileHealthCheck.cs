using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>Tells of the processes that are not as they should be.</summary>
internal sealed class ProcfileHealthCheck(ProcessSupervisor supervisor) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        SupervisorSnapshot snapshot = supervisor.GetSnapshot();
        ProcessSnapshot[] troubled = [.. snapshot.Processes.Where(process => process.Health != ProcessHealth.Healthy)];
        HealthStatus status = snapshot.Health switch
        {
            ProcessHealth.Healthy => HealthStatus.Healthy,
            ProcessHealth.Degraded => HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        string description = troubled.Length == 0
            ? $"{snapshot.Processes.Count(process => process.State == ProcessState.Running)} processes are ready."
            : string.Join("; ", troubled.Select(Describe));
        Dictionary<string, object> data = troubled.ToDictionary(process => process.Name, process => (object)Describe(process));
        return Task.FromResult(new HealthCheckResult(status, description, data: data));
    }

    private static string Describe(ProcessSnapshot process) =>
        process.Problem is { } problem ? $"{process.Name} is {process.State}: {problem}" : $"{process.Name} is {process.State}";
}
