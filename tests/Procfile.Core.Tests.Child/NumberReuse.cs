using System.Diagnostics;
using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Child;

/// <summary>
/// A host in a process namespace of its own, in which the number of an ended process is given to a bystander at once, who leads a
/// session with a child in another group. It prints how often the number was taken so, and how many of the bystanders were harmed.
/// </summary>
internal static class NumberReuse
{
    private const string LastNumber = "/proc/sys/kernel/ns_last_pid";

    internal static int Run(int tries, bool swept)
    {
        using var launcher = new NativeProcessLauncher();
        int reused = 0, harmed = 0;
        for (int i = 0; i < tries; i++)
        {
            var sweeps = new Sweeps();
            IProcessHandle process = launcher.Start(SpecOf("/bin/true"), sweeps).Process!;
            process.Exited.Wait();
            if (swept)
                Sweep(process, sweeps);
            using Process bystander = StartWithNumber(process.Id);
            if (bystander.Id == process.Id)
                reused++;
            bystander.StandardOutput.ReadLine();
            Sweep(process, sweeps);
            process.Signal(ProcessSignal.Term, wholeGroup: true);
            process.Signal(ProcessSignal.Kill, wholeGroup: true);
            process.Signal(ProcessSignal.Kill, wholeGroup: false);
            Sweep(process, sweeps);
            process.Dispose();
            bystander.StandardInput.WriteLine();
            bystander.WaitForExit();
            if (bystander.ExitCode != 0)
                harmed++;
        }

        Console.WriteLine($"{reused} {harmed}");
        return 0;
    }

    private static Process StartWithNumber(int number)
    {
        // bash, as dash has no groups of jobs without a terminal. Whoever answers with 0 was alive at the end, and so was the child.
        const string script = "set -m; sleep 1000 & child=$!; set +m; echo up; read -r line; kill -0 $child && kill -KILL $child";
        File.WriteAllText(LastNumber, (number - 1).ToString(CultureInfo.InvariantCulture));
        return Process.Start(new ProcessStartInfo("setsid", ["bash", "-c", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    private static void Sweep(IProcessHandle process, Sweeps sweeps)
    {
        sweeps.Answered.Reset();
        process.Sweep();
        sweeps.Answered.Wait();
    }

    private static ProcessSpec SpecOf(string command) => new() { Name = "test.1", Arguments = [command], Environment = new Dictionary<string, string>() };

    private sealed class Sweeps : IProcessObserver
    {
        internal ManualResetEventSlim Answered { get; } = new();

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

        public void OnSwept(int survivors) => Answered.Set();
    }
}
