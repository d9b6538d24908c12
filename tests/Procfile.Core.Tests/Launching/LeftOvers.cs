using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching;

/// <summary>What a sweep of the native launcher finds.</summary>
public sealed class LeftOvers
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact(Timeout = 60_000)]
    public async Task An_escapee_with_a_very_large_environment_is_found()
    {
        ProcessSpec spec = LettingGo.Shell("setsid sh -c 'echo up; exec sleep 60' & exec sleep 60");
        var environment = new Dictionary<string, string>(spec.Environment);
        for (int i = 0; i < 5; i++)
            environment[$"LARGE{i}"] = new string('x', 100_000);
        using var launcher = new NativeProcessLauncher();
        var observer = new RecordingObserver();
        using IProcessHandle process = launcher.Start(spec with { Environment = environment }, observer).Process!;
        await LettingGo.UntilAsync(() => observer.Output.Length > 0);
        process.Signal(ProcessSignal.Kill, wholeGroup: true);
        await observer.Exited.WaitAsync(Limit);
        Assert.Equal(1, await observer.SweepAsync().WaitAsync(Limit));
        while (await observer.SweepAsync().WaitAsync(Limit) > 0)
            process.Signal(ProcessSignal.Kill, wholeGroup: true);
    }

    [Fact(Timeout = 60_000)]
    public async Task Many_sweeps_at_once_tell_whose_left_overs_are_whose()
    {
        const int count = 40;
        using var launcher = new NativeProcessLauncher();
        RecordingObserver[] observers = [.. Enumerable.Range(0, count).Select(_ => new RecordingObserver())];
        for (int i = 0; i < count; i++)
        {
            string script = i % 2 == 0 ? "exit 0" : "setsid sleep 60 & (trap '' HUP; exec sleep 60) & exit 0";
            Assert.True(launcher.Start(LettingGo.Shell(script), observers[i]).Succeeded);
        }

        await Task.WhenAll(observers.Select(observer => observer.Exited)).WaitAsync(Limit);
        int[] survivors = await Task.WhenAll(observers.Select(observer => observer.SweepAsync())).WaitAsync(Limit);
        Assert.All(survivors.Index(), found => Assert.InRange(found.Item, 0, found.Index % 2 == 0 ? 0 : 2));
        Assert.All(survivors.Index().Where(found => found.Index % 2 == 1), found => Assert.True(found.Item > 0));
        foreach (RecordingObserver observer in observers)
        {
            while (await observer.SweepAsync().WaitAsync(Limit) > 0)
                observer.Process!.Signal(ProcessSignal.Kill, wholeGroup: true);
            observer.Process!.Dispose();
        }
    }

    /// <summary>Its parent is in a session of its own, knows nothing of it, and outlives it.</summary>
    [Fact(Timeout = 60_000)]
    public async Task A_zombie_in_the_group_that_nobody_reaps_is_nobody()
    {
        using var launcher = new NativeProcessLauncher();
        var observer = new RecordingObserver();
        // The child ends before its parent, by then a sleep, leaves the group without the marker.
        using IProcessHandle process = launcher.Start(
            LettingGo.Shell("env -i sh -c '/bin/sleep 0.3 & exec setsid /bin/sleep 5' & sleep 0.1; echo up; exit 0"), observer).Process!;
        await observer.Exited.WaitAsync(Limit);
        await LettingGo.UntilAsync(() => ProcEntry.AllIds().Any(id => ProcEntry.TryRead(id, out ProcEntry entry) && entry.Group == process.Id && entry.Id != process.Id && !entry.IsAlive));
        Assert.Equal(0, await observer.SweepAsync().WaitAsync(Limit));
    }
}
