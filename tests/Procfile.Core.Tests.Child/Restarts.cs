using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Child;

/// <summary>
/// A supervisor whose process ends at once, again and again. It prints the host's descriptors, threads and kilobytes of live managed
/// memory after the first restarts and after the last.
/// </summary>
internal static class Restarts
{
    private const int Settled = 100;

    internal static async Task<int> RunAsync(string streams, int count)
    {
        // The first line costs descriptors.
        Console.WriteLine("ready");
        var policy = new Counting(count);
        var options = new SupervisorOptions { RestartPolicy = policy };
        options.Types["job"] = new ProcessTypeOptions { Terminal = streams == "terminal" ? new TerminalSize(80, 24) : null };
        await using var supervisor = new ProcessSupervisor([new ProcessType("job", "echo text", 0)], options);
        await supervisor.StartAsync();
        await supervisor.Ended;
        Report();
        return 0;
    }

    private static void Report() => Console.WriteLine(
        $"{Directory.GetFileSystemEntries("/proc/self/fd").Length} {Directory.GetDirectories("/proc/self/task").Length} {GC.GetTotalMemory(forceFullCollection: true) / 1024}");

    private sealed class Counting(int count) : IRestartPolicy
    {
        private int _ends;

        public RestartDecision Decide(in RestartArguments arguments)
        {
            if (++_ends == Settled)
                Report();
            return _ends < count ? RestartDecision.RestartAfter(TimeSpan.Zero) : RestartDecision.Complete;
        }
    }
}
