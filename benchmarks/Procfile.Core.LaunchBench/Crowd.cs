using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.LaunchBench;

/// <summary>Many processes at once: what they cost while nothing happens, and whether all start and end.</summary>
internal static class Crowd
{
    internal static int Idle(int count)
    {
        using var launcher = new NativeProcessLauncher();
        using (Started first = Started.Ours(launcher, "/bin/sleep", "1000"))
        {
            first.Kill();
            first.Ended.Wait();
        }

        (long memoryBefore, int threadsBefore) = Look();
        Started[] crowd = Start(launcher, count);
        (long memory, int threads) = Look();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        Thread.Sleep(5000);
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        End(crowd);
        Console.WriteLine($"{count} processes: {(memory - memoryBefore) / (double)count / 1024:F1} KiB each, threads {threadsBefore} -> {threads}, {used.TotalMilliseconds:F0} ms of processor time in 5 s");
        return 0;
    }

    internal static int StartAndStop(int count)
    {
        using var launcher = new NativeProcessLauncher();
        var clock = Stopwatch.StartNew();
        Started[] crowd = Start(launcher, count);
        TimeSpan started = clock.Elapsed;
        End(crowd);
        Console.WriteLine($"{count} processes: started in {started.TotalMilliseconds:F0} ms, ended in {(clock.Elapsed - started).TotalMilliseconds:F0} ms");
        return 0;
    }

    private static Started[] Start(NativeProcessLauncher launcher, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Started.Ours(launcher, "/bin/sleep", "1000"))];

    private static void End(Started[] crowd)
    {
        Array.ForEach(crowd, one => one.Kill());
        Task.WaitAll(crowd.Select(one => one.Ended));
        Array.ForEach(crowd, one => one.Dispose());
    }

    private static (long Resident, int Threads) Look()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        string[] lines = File.ReadAllLines("/proc/self/status");
        return (1024 * Number("VmRSS:"), (int)Number("Threads:"));

        long Number(string name) => long.Parse(
            lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture);
    }
}
