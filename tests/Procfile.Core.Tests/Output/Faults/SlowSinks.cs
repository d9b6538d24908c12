using System.Globalization;
using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;
using Procfile.Core.Tests.Supervision;

namespace Procfile.Core.Tests.Output.Faults;

/// <summary>F55, F59, F60: sinks that block, fail, call back or are not read.</summary>
public sealed class SlowSinks : IDisposable
{
    private const string Ticking = "i=0; while :; do i=$((i+1)); echo tick $i; echo $i >> ticks; sleep 0.002; done";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("procfile-test-");
    private readonly ManualResetEventSlim _release = new();

    public void Dispose()
    {
        _release.Set();
        _directory.Delete(recursive: true);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_sink_that_blocks_stops_its_own_processes_output_and_nobody_elses(bool byType)
    {
        var slow = new BlockingOnSink("stuck", _release);
        var fast = new RecordingSink();
        await using var fixture = new SupervisorFixture($"slow: echo stuck; {TestChild.Path} numbered-lines 100000; sleep 100\nfast: {Ticking}\n", options =>
        {
            options.Directory = _directory.FullName;
            options.Output = byType ? fast : new RoutedOutputSink(source => source.Name == "slow.1" ? slow : fast);
            if (byType)
                options.OptionsFor("slow").Output = slow;
        });
        await fixture.Supervisor.StartAsync();
        await fast.WaitForLineAsync(line => line == "tick 300", SupervisorFixture.Limit);
        Assert.Equal("", slow.Text);
        await fixture.Supervisor.RestartAsync("fast").WaitAsync(SupervisorFixture.Limit);
        await OutputRun.UntilAsync(() => fast.Lines.Count(line => line.Line == "tick 10") == 2, "output after the restart");
        _release.Set();
        await OutputRun.UntilAsync(() => slow.Text.Contains("99999abc", StringComparison.Ordinal), "the blocked output");
        string[] lines = slow.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(100_001, lines.Length);
        Assert.All(lines.Skip(1).Index(), line => Assert.StartsWith(line.Index.ToString(CultureInfo.InvariantCulture) + "abc", line.Item, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task Blocked_processes_wait_and_those_whose_output_may_be_dropped_do_not()
    {
        var blocked = new BlockingSink(_release);
        using var buffered = new BufferedOutputSink(blocked, capacity: 20_000);
        await using var fixture = new SupervisorFixture(
            $"waits: {TestChild.Path} numbered-lines 100000; touch waited\nruns: {TestChild.Path} numbered-lines 100000; touch ran\n", options =>
            {
                (options.Directory, options.RestartPolicy) = (_directory.FullName, RestartPolicy.Never);
                options.OptionsFor("waits").Output = blocked;
                options.OptionsFor("runs").Output = buffered;
            });
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => File.Exists(InDirectory("ran")), "the end of what is not waited for");
        Assert.False(File.Exists(InDirectory("waited")));
        Assert.InRange(buffered.DroppedLines, 99_000, 100_000);
        _release.Set();
        await OutputRun.UntilAsync(() => File.Exists(InDirectory("waited")), "the end of what has waited");
    }

    [Fact(Timeout = 60_000)]
    public async Task Those_that_flood_do_not_keep_the_others_lines_back()
    {
        var sink = new TickSink();
        await using var fixture = new SupervisorFixture($"flood: exec yes\nrare: {Ticking}\n", options =>
        {
            (options.Directory, options.Output) = (_directory.FullName, sink);
            options.Formation = Formation.Parse("flood=4,rare=1");
        });
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => sink.Ticks >= 200 && sink.FloodedLines > 1_000_000, "ticks among the flood");
        // A line is at most a turn of the reactor and a pipe's worth late: what is written now is here soon.
        int written = File.ReadAllLines(InDirectory("ticks")).Length;
        long flooded = sink.FloodedLines;
        await OutputRun.UntilAsync(() => sink.Ticks >= written, "the ticks that are written");
        Assert.InRange(sink.FloodedLines - flooded, 0, 100_000_000);
        Assert.Equal(0, sink.OutOfOrder);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sink_may_call_the_supervisor_and_wait_for_it()
    {
        ProcessSupervisor? supervisor = null;
        var sink = new CallingSink(() => supervisor!.StopAsync().Wait(SupervisorFixture.Limit));
        await using var fixture = new SupervisorFixture("web: echo now; exec sleep 100\n", options => options.Output = sink);
        supervisor = fixture.Supervisor;
        await supervisor.StartAsync();
        await OutputRun.UntilAsync(() => sink.Returned, "the stop from within the sink");
        Assert.Equal(ProcessState.Stopped, fixture["web.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_sink_that_is_disposed_meanwhile_is_reported_and_costs_the_others_nothing()
    {
        var files = new FileOutputSink(_directory.FullName);
        var healthy = new RecordingSink();
        await using var fixture = new SupervisorFixture($"web: {Ticking}\nother: {Ticking}\n", options =>
        {
            (options.Directory, options.Output) = (_directory.FullName, healthy);
            options.OptionsFor("web").Output = files;
        });
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => File.Exists(InDirectory("web.1.log")), "the file");
        files.Dispose();
        await foreach (SupervisorEvent happened in events)
        {
            if (happened.Kind == SupervisorEventKind.SinkFailed)
                break;
        }

        int seen = healthy.Lines.Count;
        await OutputRun.UntilAsync(() => healthy.Lines.Count > seen + 10 && fixture.Supervisor.LostBatches > 10, "the other's lines, and the count");
        Assert.Equal(ProcessState.Running, fixture["web.1"].State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_never_reads_costs_bounded_memory_and_is_told_what_it_has_missed()
    {
        using var sink = new ChannelOutputSink(capacity: 64 * 1024);
        await OutputRun.ToEndAsync($"web: {TestChild.Path} numbered-lines 300000\n", sink);
        Assert.Equal(300_000, sink.DroppedLines + sink.Lines.Count);
        Assert.InRange(sink.Lines.Count, 1, 1000);
        Assert.True(sink.Lines.TryRead(out OutputLine? line));
        Assert.Equal(sink.DroppedLines, line.Missed);
    }

    private string InDirectory(string name) => Path.Combine(_directory.FullName, name);

    private sealed class CallingSink(Action call) : IOutputSink
    {
        private volatile bool _returned;

        internal bool Returned => _returned;

        public void Write(in OutputBatch batch)
        {
            call();
            _returned = true;
        }
    }

    private sealed class TickSink : IOutputSink
    {
        private int _ticks;
        private long _flooded;

        internal int Ticks => Volatile.Read(ref _ticks);

        internal long FloodedLines => Volatile.Read(ref _flooded);

        internal int OutOfOrder { get; private set; }

        public void Write(in OutputBatch batch)
        {
            if (batch.Source.Type == "flood")
            {
                Volatile.Write(ref _flooded, _flooded + batch.Bytes.Count((byte)'\n'));
                return;
            }

            foreach (string line in System.Text.Encoding.UTF8.GetString(batch.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (line != string.Create(CultureInfo.InvariantCulture, $"tick {_ticks + 1}"))
                    OutOfOrder++;
                Volatile.Write(ref _ticks, _ticks + 1);
            }
        }
    }
}
