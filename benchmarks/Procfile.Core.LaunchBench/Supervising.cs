using System.Diagnostics;
using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.LaunchBench;

/// <summary>What the supervision of many processes costs the host.</summary>
internal static class Supervising
{
    /// <summary>Processes that end at once, with the delay that they have after many failures.</summary>
    internal static int Looping(int count, int seconds)
    {
        ProcessSupervisor supervisor = Supervised.Supervisor(new Supervised.AtTheCap(), null, ("loop", "/bin/false", count));
        supervisor.StartAsync().Wait();
        Supervised.WaitUntil(supervisor, process => process.State == ProcessState.Backoff);
        Thread.Sleep(1000);
        int restartsBefore = Restarts();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        Thread.Sleep(TimeSpan.FromSeconds(seconds));
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        double passed = clock.Elapsed.TotalSeconds;
        int restarts = Restarts() - restartsBefore;
        supervisor.KillAsync().Wait();
        supervisor.DisposeAsync().AsTask().Wait();
        Console.WriteLine($"{restarts / passed:F1} restarts a second, {used.TotalSeconds / passed * 100:F2} % of a processor, {used.TotalMicroseconds / restarts:F0} us each");
        return 0;

        int Restarts() => supervisor.GetSnapshot().Processes.Sum(process => process.Restarts);
    }

    internal static int Scale(int count)
    {
        ProcessSupervisor supervisor = Supervised.Supervisor(new Supervised.AtOnce(), null, ("job", "/bin/sleep 1000", 0));
        supervisor.StartAsync().Wait();
        supervisor.ScaleAsync("job", ScaleChange.Parse("2")).Wait();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        supervisor.ScaleAsync("job", ScaleChange.Parse($"{count}")).Wait();
        TimeSpan taken = clock.Elapsed;
        TimeSpan used = Environment.CpuUsage.TotalTime - before;
        Supervised.WaitUntil(supervisor, process => process.State == ProcessState.Running);
        supervisor.KillAsync().Wait();
        supervisor.DisposeAsync().AsTask().Wait();
        Console.WriteLine($"{taken.TotalMilliseconds:F0} {used.TotalMilliseconds:F0}");
        return 0;
    }

    /// <summary>Fresh snapshots, each with a change since the last, taken and read through.</summary>
    internal static int Snapshots(int count)
    {
        ProcessSupervisor supervisor = Supervised.Supervisor(new Supervised.AtOnce(), null, ("job", "/bin/sleep 1000", count), ("more", "/bin/true", 0));
        supervisor.StartAsync().Wait();
        Supervised.WaitUntil(supervisor, process => process.State == ProcessState.Running);
        List<double> taken = [], read = [];
        for (int i = 0; i < 1000; i++)
        {
            supervisor.PauseAsync("more").Wait();
            supervisor.ResumeAsync("more").Wait();
            long before = Stopwatch.GetTimestamp();
            SupervisorSnapshot snapshot = supervisor.GetSnapshot();
            long between = Stopwatch.GetTimestamp();
            int running = 0;
            foreach (ProcessSnapshot process in snapshot.Processes)
                running += process.State == ProcessState.Running ? 1 : 0;
            read.Add(Stopwatch.GetElapsedTime(between).TotalMicroseconds);
            taken.Add(Stopwatch.GetElapsedTime(before, between).TotalMicroseconds);
            if (running != count)
                throw new InvalidOperationException($"{running} of {count} run.");
        }

        supervisor.KillAsync().Wait();
        supervisor.DisposeAsync().AsTask().Wait();
        Console.WriteLine($"taken {Supervised.Percentiles(taken)}, read through {Supervised.Percentiles(read)}");
        return 0;
    }
}
