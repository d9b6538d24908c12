using System.Diagnostics;
using System.Runtime.InteropServices;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Child;

/// <summary>A host in which others wait for children. It prints how many were started, ended with the right code, an unknown, a wrong one.</summary>
internal static partial class Reaped
{
    /// <summary>Threads of this host reap whatever child has ended.</summary>
    internal static int ByStranger(int count)
    {
        for (int i = 0; i < 2; i++)
            new Thread(ReapAll) { IsBackground = true }.Start();
        return ByKernel(count);

        static unsafe void ReapAll()
        {
            int status;
            while (true)
            {
                if (WaitPid(-1, &status, 0) < 0)
                    Thread.Yield();
            }
        }
    }

    /// <summary>This host was started with SIGCHLD ignored.</summary>
    internal static int ByKernel(int count)
    {
        using var launcher = new NativeProcessLauncher();
        Report(count, [.. Enumerable.Range(0, count).Select(i => EndOf(launcher, $"exit {i % 256}"))]);
        Report(count, [.. Enumerable.Range(0, count).Select(i => EndOf(launcher, $"sleep 0.5; exit {i % 256}"))]);
        return 0;
    }

    /// <summary>The platform's own class starts processes at the same time.</summary>
    internal static int BesideProcess(int theirs, int ours)
    {
        using var launcher = new NativeProcessLauncher();
        Task<ProcessExit>[] others = [];
        var thread = new Thread(() => others = [.. Enumerable.Range(0, theirs).Select(EndOfTheirs)]);
        thread.Start();
        Task<ProcessExit>[] own = [.. Enumerable.Range(0, ours).Select(i => EndOf(launcher, $"sleep 0.0{i % 10}; exit {i % 256}"))];
        thread.Join();
        Report(theirs, others);
        Report(ours, own);
        return 0;
    }

    private static async Task<ProcessExit> EndOfTheirs(int number)
    {
        using Process process = Process.Start("/bin/sh", ["-c", $"sleep 0.0{number % 10}; exit {number % 256}"]);
        await process.WaitForExitAsync();
        return ProcessExit.WithCode(process.ExitCode);
    }

    private static Task<ProcessExit> EndOf(NativeProcessLauncher launcher, string script)
    {
        LaunchResult result = launcher.Start(
            new ProcessSpec
            {
                Name = "test.1",
                Arguments = ["/bin/sh", "-c", script],
                Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
            },
            new Silence());
        return result.Process?.Exited ?? Task.FromException<ProcessExit>(new InvalidOperationException(result.Failure!.Message));
    }

    private static void Report(int started, Task<ProcessExit>[] ends)
    {
        Task.WhenAll(ends).GetAwaiter().GetResult();
        int right = ends.Where((end, i) => end.Result.Code == i % 256).Count();
        int unknown = ends.Count(end => end.Result.IsUnknown);
        Console.WriteLine($"{started} {right} {unknown} {ends.Length - right - unknown}");
    }

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static unsafe partial int WaitPid(int id, int* status, int options);
}
