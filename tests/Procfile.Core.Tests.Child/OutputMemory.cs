using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Child;

/// <summary>A supervisor of processes that write far too much; prints by how many KiB the memory has grown at its peak.</summary>
internal static class OutputMemory
{
    private const int MiB = 1024 * 1024;

    internal static async Task<int> RunAsync(string what, int processes)
    {
        // Twice, as the first time also pays for what is loaded and compiled.
        await WriteAsync(what, processes, 4 * MiB);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        long before = Resident("VmRSS:");
        await WriteAsync(what, processes, what == "line" ? 256 * MiB : 64 * MiB);
        Console.WriteLine((Math.Max(0, Resident("VmHWM:") - before)).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task WriteAsync(string what, int processes, int bytes)
    {
        using var release = new ManualResetEventSlim();
        var lines = new PrefixedOutputSink(Stream.Null);
        using var buffered = new BufferedOutputSink(new Waiting(release));
        await using var supervisor = new ProcessSupervisor([new ProcessType("p", Command(what, bytes), 0)], new SupervisorOptions
        {
            Formation = Formation.Parse($"p={processes}"),
            RestartPolicy = RestartPolicy.Never,
            StopSequence = StopSequence.Parse("kill"),
            Output = what switch { "blocked" => new Waiting(release), "dropped" => buffered, _ => lines },
        });
        await supervisor.StartAsync();
        if (what == "blocked")
            await Task.Delay(500);
        else
            await supervisor.Ended;
        await supervisor.StopAsync();
        release.Set();
    }

    private static string Command(string what, int bytes)
    {
        string self = Environment.ProcessPath!;
        return what == "line"
            ? string.Create(CultureInfo.InvariantCulture, $"{self} one-line {bytes}")
            : string.Create(CultureInfo.InvariantCulture, $"{self} numbered-lines {bytes / 60}");
    }

    private static long Resident(string field) => long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

    private sealed class Waiting(ManualResetEventSlim release) : IOutputSink
    {
        public void Write(in OutputBatch batch) => release.Wait(TimeSpan.FromSeconds(50));
    }
}
