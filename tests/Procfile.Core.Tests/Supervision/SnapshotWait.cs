using System.Diagnostics;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>Waits until the snapshot of a supervisor shows something.</summary>
internal static class SnapshotWait
{
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    internal static async Task<SupervisorSnapshot> UntilAsync(ProcessSupervisor supervisor, Func<SupervisorSnapshot, bool> condition)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        var clock = Stopwatch.StartNew();
        while (true)
        {
            SupervisorSnapshot snapshot = supervisor.GetSnapshot();
            if (condition(snapshot))
                return snapshot;
            if (clock.Elapsed > Limit)
                throw new TimeoutException($"Not reached; last: {string.Join(", ", snapshot.Processes)}");
            await timer.WaitForNextTickAsync();
        }
    }
}
