using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>Niceness and umask belong to the one child that asked for them.</summary>
public sealed class Attributes
{
    [Fact(Timeout = 120_000)]
    public async Task Starts_at_the_same_time_do_not_get_each_others()
    {
        await using var processes = new LaunchedProcesses();
        RecordingObserver host = processes.Start("umask; nice");
        await host.Exited.WaitAsync(LaunchedProcesses.Limit);
        string[] ofHost = host.OutputAtExit.Split('\n');
        int niceness = int.Parse(ofHost[1], CultureInfo.InvariantCulture);
        var observers = new RecordingObserver[80];
        Thread[] threads = [.. Enumerable.Range(0, 8).Select(thread => new Thread(() =>
        {
            for (int i = thread; i < observers.Length; i += 8)
            {
                ProcessSpec spec = LettingGo.Shell("umask; nice");
                observers[i] = processes.Start(i % 3 == 0 ? spec : spec with { Umask = (UnixFileMode)(i % 64), Niceness = niceness + (i % 4), Directory = "/" });
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        for (int i = 0; i < observers.Length; i++)
        {
            await observers[i].Exited.WaitAsync(LaunchedProcesses.Limit);
            string[] lines = observers[i].OutputAtExit.Split('\n');
            Assert.Equal(i % 3 == 0 ? ofHost[0] : "00" + Convert.ToString(i % 64, 8).PadLeft(2, '0'), lines[0]);
            Assert.Equal(i % 3 == 0 ? niceness : niceness + (i % 4), int.Parse(lines[1], CultureInfo.InvariantCulture));
        }
    }
}
