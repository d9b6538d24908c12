using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting.Tests;

/// <summary>The host's health tells of the processes.</summary>
public sealed class HealthChecks
{
    [Fact(Timeout = 60_000)]
    public async Task Health_follows_the_processes_and_says_why()
    {
        await using HostFixture fixture = new HostFixture("web: serve\nonce: migrate\n").With("Processes:once:Restart", "Never").With("WaitUntilReady", "true");
        await fixture.Host.StartAsync();
        HealthReportEntry healthy = await CheckAsync(fixture);
        Assert.Equal((HealthStatus.Healthy, "2 processes are ready."), (healthy.Status, healthy.Description));

        for (int end = 1; end <= 2; end++)
        {
            await fixture.UntilAsync(snapshot => snapshot["web.1"] is { State: ProcessState.Running });
            fixture.Launcher!.Running.Single(process => process.Spec.Name == "web.1").Exit(ProcessExit.WithCode(3));
            await fixture.UntilAsync(snapshot => snapshot["web.1"] is { } web && web.Restarts == end);
        }

        // The second restart waits half a second.
        HealthReportEntry degraded = await CheckAsync(fixture);
        Assert.Equal((HealthStatus.Degraded, "web.1 is Backoff: ended with code 3, 2 times in a row"), (degraded.Status, degraded.Description));

        fixture.Launcher!.Running.Single(process => process.Spec.Name == "once.1").Exit(ProcessExit.WithCode(4));
        await fixture.UntilAsync(snapshot => snapshot["once.1"] is { State: ProcessState.Failed });
        HealthReportEntry unhealthy = await CheckAsync(fixture);
        Assert.Equal(HealthStatus.Unhealthy, unhealthy.Status);
        Assert.Equal("once.1 is Failed: ended with code 4", unhealthy.Data["once.1"]);
    }

    private static async Task<HealthReportEntry> CheckAsync(HostFixture fixture)
    {
        HealthReport report = await fixture.Host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        return report.Entries["procfile"];
    }
}
