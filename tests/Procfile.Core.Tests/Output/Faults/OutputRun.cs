using System.Diagnostics;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Supervision;

namespace Procfile.Core.Tests.Output.Faults;

/// <summary>Supervised runs of which only the output matters.</summary>
internal static class OutputRun
{
    /// <summary>Runs a Procfile, each process once, until all have ended.</summary>
    internal static async Task<ProcessSupervisor> ToEndAsync(string procfile, IOutputSink output, Action<SupervisorOptions>? configure = null)
    {
        await using var fixture = new SupervisorFixture(procfile, options =>
        {
            (options.Output, options.RestartPolicy) = (output, RestartPolicy.Never);
            configure?.Invoke(options);
        });
        await fixture.Supervisor.StartAsync();
        await fixture.Supervisor.Ended.WaitAsync(SupervisorFixture.Limit);
        return fixture.Supervisor;
    }

    internal static async Task UntilAsync(Func<bool> condition, string what)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var clock = Stopwatch.StartNew(); !condition(); await timer.WaitForNextTickAsync())
        {
            if (clock.Elapsed > SupervisorFixture.Limit)
                throw new TimeoutException($"Not reached: {what}");
        }
    }
}
