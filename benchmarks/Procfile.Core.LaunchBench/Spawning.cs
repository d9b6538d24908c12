using System.Diagnostics;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.LaunchBench;

/// <summary>Starts <c>/bin/true</c> and waits for its end, again and again.</summary>
internal static class Spawning
{
    internal static int Run(string way, int count, int parallel)
    {
        using var launcher = new NativeProcessLauncher(new LauncherOptions { OrphanPolicy = OrphanPolicy.Leave });
        Repeat(launcher, way, 20);
        var clock = Stopwatch.StartNew();
        Thread[] threads = [.. Enumerable.Range(0, parallel).Select(_ => new Thread(() => Repeat(launcher, way, count / parallel)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Console.WriteLine($"{clock.Elapsed.TotalMicroseconds / count:F0}");
        return 0;
    }

    private static void Repeat(NativeProcessLauncher launcher, string way, int count)
    {
        for (int i = 0; i < count; i++)
        {
            using Started started = way == "ours" ? Started.Ours(launcher, "/bin/true") : Started.ByProcess("/bin/true");
            started.Ended.Wait();
        }
    }
}
