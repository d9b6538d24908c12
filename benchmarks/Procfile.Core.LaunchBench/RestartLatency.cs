using System.Globalization;
using System.Text;
using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.LaunchBench;

/// <summary>
/// From the last instruction of a process that crashes to the first of its replacement, by what both say themselves, beside others
/// that each have a child.
/// </summary>
internal static class RestartLatency
{
    internal static int Run(string victim, int count, int life, int others)
    {
        var said = new Said(count + 10);
        ProcessSupervisor supervisor = Supervised.Supervisor(
            new Supervised.AtOnce(), said, ("other", "sleep 1000; true", others), ("victim", $"{victim} victim {life}", 0));
        supervisor.StartAsync().Wait();
        Supervised.WaitUntil(supervisor, process => process.State == ProcessState.Running);
        Thread.Sleep(1000);
        TimeSpan before = Environment.CpuUsage.TotalTime;
        supervisor.ScaleAsync("victim", ScaleChange.Parse("1")).Wait();
        said.Done.Wait();
        double used = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / said.Latencies.Count;
        supervisor.KillAsync().Wait();
        supervisor.DisposeAsync().AsTask().Wait();
        // The first ones warm up.
        Console.WriteLine($"{Supervised.Percentiles([.. said.Latencies.Skip(10)])} {used:F0}");
        return 0;
    }

    private sealed class Said(int count) : IOutputSink
    {
        private long _ended;

        internal List<double> Latencies { get; } = [];

        internal ManualResetEventSlim Done { get; } = new();

        public void Write(in OutputBatch batch)
        {
            foreach (string line in Encoding.ASCII.GetString(batch.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                long time = long.Parse(line.AsSpan(2), CultureInfo.InvariantCulture);
                if (line[0] == 'e')
                    _ended = time;
                else if (_ended != 0 && Latencies.Count < count)
                    Latencies.Add((time - _ended) / 1e6);
            }

            if (Latencies.Count == count)
                Done.Set();
        }
    }
}
