using System.Diagnostics;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Child;

/// <summary>A host whose user may have no further process after a while. It prints what each start came to.</summary>
internal static class Exhausted
{
    internal static int Run(string number)
    {
        // The first line costs a thread.
        Console.WriteLine("ready");
        using var launcher = new NativeProcessLauncher();
        var running = new List<IProcessHandle>();
        ProcessSpec spec = SpecOf(number);
        LaunchResult result;
        while ((result = launcher.Start(spec, new Silence())).Succeeded && running.Count < 1000)
            running.Add(result.Process);
        Print(result);
        // Needs a thread, and there is none to be had either.
        Print(launcher.Start(spec with { Umask = UnixFileMode.None }, new Silence()));
        Console.WriteLine(running.Count > 0 && running.TrueForAll(process => !process.Exited.IsCompleted) ? "untouched" : "touched");

        IProcessHandle last = running[^1];
        last.Signal(ProcessSignal.Kill, wholeGroup: true);
        Console.WriteLine(last.Exited.GetAwaiter().GetResult());
        last.Dispose();
        // A number is free a moment after its process has been reaped.
        var clock = Stopwatch.StartNew();
        while (!(result = launcher.Start(spec, new Silence())).Succeeded && clock.Elapsed < TimeSpan.FromSeconds(30))
            Thread.Yield();
        Print(result);
        running[^1] = result.Process!;
        foreach (IProcessHandle process in running)
        {
            process.Signal(ProcessSignal.Kill, wholeGroup: true);
            process.Exited.Wait();
            process.Dispose();
        }

        return 0;
    }

    private static void Print(LaunchResult result) =>
        Console.WriteLine(result.Failure is { } failure ? $"{failure.Kind} {failure.Errno} {failure.IsRetryable}" : "started");

    private static ProcessSpec SpecOf(string number) => new()
    {
        Name = "test.1",
        Arguments = ["sleep", number],
        Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
    };
}
