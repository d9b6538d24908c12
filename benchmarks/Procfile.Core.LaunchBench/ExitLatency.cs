using System.Diagnostics;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.LaunchBench;

/// <summary>From a KILL to the moment its end is noticed, with others alive and with the host's thread pool free or blocked.</summary>
internal static class ExitLatency
{
    internal static int Run(string way, int count, int others, bool blocked)
    {
        using var launcher = new NativeProcessLauncher(new LauncherOptions { OrphanPolicy = OrphanPolicy.Leave });
        Started Start() => way == "ours" ? Started.Ours(launcher, "/bin/sleep", "1000") : Started.ByProcess("/bin/sleep", "1000");
        Started[] crowd = [.. Enumerable.Range(0, others).Select(_ => Start())];
        var latencies = new List<double>();
        for (int i = 0; i < count + 20; i++)
        {
            using Started victim = Start();
            Thread.Sleep(2);
            // Not disposed: the pool comes back to it when it likes.
            var release = new ManualResetEventSlim();
            if (blocked)
                Block(release);
            long before = Stopwatch.GetTimestamp();
            victim.Kill();
            SpinWait.SpinUntil(() => victim.EndedAt != 0, blocked ? 500 : 5000);
            long noticed = victim.EndedAt == 0 ? Stopwatch.GetTimestamp() : victim.EndedAt;
            release.Set();
            victim.Ended.Wait();
            // The first ones warm up.
            if (i >= 20)
                latencies.Add(Stopwatch.GetElapsedTime(before, noticed).TotalMicroseconds);
        }

        Array.ForEach(crowd, one => one.Kill());
        Task.WaitAll(crowd.Select(one => one.Ended));
        latencies.Sort();
        Console.WriteLine($"{latencies[count / 2]:F0} {latencies[count * 9 / 10]:F0} {latencies[count * 99 / 100]:F0}");
        return 0;
    }

    private static void Block(ManualResetEventSlim release)
    {
        for (int i = 0; i < 64; i++)
            ThreadPool.QueueUserWorkItem(_ => release.Wait());
        Thread.Sleep(5);
    }
}
