using System.Globalization;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Native;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>What leaks into children, and what leaks in the host. The variable PROCFILE_TEST_RESTARTS says how many restarts there are.</summary>
public sealed class Descriptors
{
    private const int Duplicate = 0;

    /// <summary>F52.</summary>
    [Fact(Timeout = 300_000)]
    public async Task A_child_has_its_three_descriptors_whatever_the_host_has_open_and_however_many_start_at_once()
    {
        await using var processes = new LaunchedProcesses();
        using var file = File.OpenHandle(typeof(Descriptors).Assembly.Location);
        int[] open = [.. Enumerable.Range(0, 200).Select(_ => Libc.Control((int)file.DangerousGetHandle(), Duplicate, 0))];
        Assert.DoesNotContain(-1, open);
        var observers = new RecordingObserver[16, 8];
        Thread[] threads = [.. Enumerable.Range(0, 16).Select(number => new Thread(() =>
        {
            for (int i = 0; i < 8; i++)
            {
                // Every other one on a terminal.
                ProcessSpec spec = LettingGo.Shell("exec ls -1 /proc/self/fd") with { Streams = i % 2 == 0 ? ProcessStreams.Piped : ProcessStreams.Terminal };
                observers[number, i] = processes.Start(spec);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        foreach (RecordingObserver observer in observers)
        {
            await observer.Exited.WaitAsync(LaunchedProcesses.Limit);
            // The last one is the open directory.
            Assert.Equal("0\n1\n2\n3\n", observer.OutputAtExit);
        }

        Array.ForEach(open, number => _ = Libc.Close(number));
    }

    /// <summary>F63, under a supervisor and in a host of its own: descriptors, threads and live memory before and after.</summary>
    [Theory(Timeout = 3_600_000)]
    [InlineData("piped")]
    [InlineData("terminal")]
    public async Task After_a_thousand_restarts_the_host_has_what_it_had_at_the_start(string streams)
    {
        int restarts = LaunchedProcesses.Number("PROCFILE_TEST_RESTARTS", 500);
        using var host = new KilledHost("restarts", streams, restarts.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("ready", await host.LineAsync());
        int[] before = Numbers(await host.LineAsync());
        int[] after = Numbers(await host.RestAsync(TimeSpan.FromHours(1)));
        // One may be on its way up or down; and the thread pool comes and goes as it likes.
        Assert.InRange(after[0], 1, before[0] + 3);
        Assert.InRange(after[1], 1, before[1] + 6);
        // Kilobytes: what the runtime itself puts aside.
        Assert.InRange(after[2], 1, before[2] + 1000);
        await host.EndAsync();
    }

    private static int[] Numbers(string line) => Array.ConvertAll(line.Split(' '), number => int.Parse(number, CultureInfo.InvariantCulture));
}
