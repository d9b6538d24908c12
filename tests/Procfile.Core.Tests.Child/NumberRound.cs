using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;

namespace Procfile.Core.Tests.Child;

/// <summary>
/// A host in a process namespace of its own, whose processes start close to the highest number and leave somebody behind after some
/// more. It prints how often a sweep has found that one, and how often its number was lower than its leader's.
/// </summary>
internal static class NumberRound
{
    private const string LastNumber = "/proc/sys/kernel/ns_last_pid", Highest = "/proc/sys/kernel/pid_max";

    internal static int Run(int tries)
    {
        int highest = int.Parse(File.ReadAllText(Highest), CultureInfo.InvariantCulture);
        using var launcher = new NativeProcessLauncher();
        int found = 0, lower = 0;
        for (int i = 0; i < tries; i++)
        {
            File.WriteAllText(LastNumber, (highest - 20).ToString(CultureInfo.InvariantCulture));
            var hearing = new Hearing();
            var spec = new ProcessSpec
            {
                Name = "test.1",
                Arguments = ["/bin/sh", "-c", $"i=0; while [ $i -lt {2 * i} ]; do /bin/true; i=$((i+1)); done; setsid sh -c 'echo $$; exec sleep 1000' & exit 0"],
                Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
            };
            using IProcessHandle process = launcher.Start(spec, hearing).Process!;
            process.Exited.Wait();
            int leftOver = hearing.Number.Task.GetAwaiter().GetResult();
            process.Sweep();
            if (hearing.Survivors.Take() == 1)
                found++;
            if (leftOver < process.Id)
                lower++;
            do
            {
                process.Signal(ProcessSignal.Kill, wholeGroup: true);
                process.Sweep();
            }
            while (hearing.Survivors.Take() > 0);
        }

        Console.WriteLine($"{found} {lower}");
        return 0;
    }

    private sealed class Hearing : IProcessObserver
    {
        private string _output = "";

        internal TaskCompletionSource<int> Number { get; } = new();

        internal BlockingCollection<int> Survivors { get; } = [];

        public void OnStarted(IProcessHandle process)
        {
        }

        public bool OnOutput(ReadOnlySpan<byte> bytes)
        {
            _output += Encoding.ASCII.GetString(bytes);
            if (_output.EndsWith('\n'))
                Number.TrySetResult(int.Parse(_output, CultureInfo.InvariantCulture));
            return false;
        }

        public void OnOutputQuiet()
        {
        }

        public void OnExited(ProcessExit exit)
        {
        }

        public void OnSwept(int survivors) => Survivors.Add(survivors);
    }
}
