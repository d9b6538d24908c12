using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Child;

/// <summary>A host without a supervisor: starts scripts of the shell, says so, and waits to be killed.</summary>
internal static class Host
{
    /// <summary>Starts each script so many times.</summary>
    internal static int Run(int count, string[] scripts)
    {
        // Not disposed: the end of this host comes without warning.
        var launcher = new NativeProcessLauncher();
        Console.WriteLine(launcher.OrphanGuardId);
        foreach (string script in scripts)
        {
            for (int i = 0; i < count; i++)
                Start(launcher, script);
        }

        Console.WriteLine($"ready {launcher.OrphanGuardId}");
        // A test asks for the guard of the moment by a line.
        while (Console.ReadLine() is not null)
            Console.WriteLine(launcher.OrphanGuardId);
        // One without input stays as well.
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    /// <summary>Starts a script again and again, so that a death finds it in the middle of a start.</summary>
    internal static int RunForEver(string script)
    {
        var launcher = new NativeProcessLauncher();
        Console.WriteLine("ready");
        while (true)
            Start(launcher, script);
    }

    /// <summary>Starts a script, ends in good order and lets it go on.</summary>
    internal static int LetGo(string policy, string script)
    {
        using var launcher = new NativeProcessLauncher(new LauncherOptions { OrphanPolicy = Enum.Parse<OrphanPolicy>(policy) });
        Start(launcher, script).Exited.Wait();
        return 0;
    }

    private static IProcessHandle Start(NativeProcessLauncher launcher, string script) => launcher.Start(
        new ProcessSpec
        {
            Name = "test.1",
            Arguments = ["/bin/sh", "-c", script],
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
        },
        new Silence()).Process!;

    private sealed class Silence : IProcessObserver
    {
        public void OnStarted(IProcessHandle process)
        {
        }

        public bool OnOutput(ReadOnlySpan<byte> bytes) => false;

        public void OnOutputQuiet()
        {
        }

        public void OnExited(ProcessExit exit)
        {
        }

        public void OnSwept(int survivors)
        {
        }
    }
}
