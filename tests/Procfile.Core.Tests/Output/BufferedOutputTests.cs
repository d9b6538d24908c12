using System.Globalization;
using System.Text.RegularExpressions;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

public sealed class BufferedOutputTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly GatedSink _gated = new();

    public void Dispose() => _gated.Gate.Set();

    [Fact(Timeout = 60_000)]
    public async Task Nobody_waits_for_the_slow_sink_and_what_is_too_much_is_dropped_and_counted()
    {
        using var sink = new BufferedOutputSink(_gated, capacity: 10_000);
        await Task.Run(() =>
        {
            for (int i = 0; i < 10_000; i++)
                sink.Write(Batches.Web, $"line {i:000000}\n");
        });
        Assert.InRange(sink.DroppedLines, 9_500, 9_999);
        _gated.Gate.Set();
        await _gated.UntilAsync(text => text.EndsWith("line 009999\n", StringComparison.Ordinal));
        string[] lines = _gated.TextOf("web.1").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        long[] told = [.. lines.Select(line => Regex.Match(line, @"^\[(\d+) lines dropped\]$")).Where(match => match.Success)
            .Select(match => long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(sink.DroppedLines, told.Sum());
        Assert.Equal(10_000, lines.Length - told.Length + sink.DroppedLines);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_that_floods_costs_the_others_nothing()
    {
        using var sink = new BufferedOutputSink(_gated, capacity: 20_000);
        for (int i = 0; i < 1000; i++)
        {
            if (i % 100 == 0)
                sink.Write(Batches.Worker, $"rare {i / 100}\n");
            sink.Write(Batches.Web, Batches.Numbered(i, 10));
        }

        _gated.Gate.Set();
        await _gated.UntilAsync(text => text.EndsWith("line 001008\n", StringComparison.Ordinal));
        Assert.Equal(string.Concat(Enumerable.Range(0, 10).Select(i => $"rare {i}\n")), _gated.TextOf("worker.1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Or_whoever_writes_waits_and_nothing_is_lost()
    {
        using var sink = new BufferedOutputSink(_gated, OutputOverflow.Block, capacity: 1000);
        Task writing = Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
                sink.Write(Batches.Web, $"line {i:000000}\n");
        });
        await Assert.ThrowsAsync<TimeoutException>(() => writing.WaitAsync(TimeSpan.FromMilliseconds(100)));
        _gated.Gate.Set();
        await writing.WaitAsync(Limit);
        await _gated.UntilAsync(text => text.EndsWith("line 000999\n", StringComparison.Ordinal));
        Assert.Equal(Batches.Numbered(0, 1000), _gated.TextOf("web.1"));
        Assert.Equal(0, sink.DroppedLines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Pieces_of_lines_and_announcements_arrive_as_they_were()
    {
        using var stream = new MemoryStream();
        using (var sink = new BufferedOutputSink(new PrefixedOutputSink(stream, new() { Timestamps = false })))
        {
            sink.Announce(Batches.Worker);
            sink.WritePiece(Batches.Web, "a", OutputFragment.Unfinished);
            sink.WritePiece(Batches.Web, "b\n", OutputFragment.None, continues: true);
        }

        await Task.Yield();
        Assert.Equal("web.1    | ab\n", System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_failure_is_told_to_whoever_writes_next()
    {
        using var sink = new BufferedOutputSink(new Supervision.ThrowingSink());
        Exception? told = null;
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); told is null && clock.Elapsed < Limit; await Task.Yield())
            told = Record.Exception(() => sink.Write(Batches.Web, "x\n"));
        Assert.IsType<IOException>(told);
        Assert.Equal("No room.", told.InnerException!.Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposed_it_lets_go_whoever_waits_and_takes_no_more()
    {
        var sink = new BufferedOutputSink(_gated, OutputOverflow.Block, capacity: 1);
        Task writing = Task.Run(() => Array.ForEach([1, 2, 3, 4], i => sink.Write(Batches.Web, $"{i}\n")));
        await Task.Run(sink.Dispose).WaitAsync(Limit);
        await writing.WaitAsync(Limit);
    }

    /// <summary>Takes nothing before its gate is open.</summary>
    private sealed class GatedSink : IOutputSink
    {
        private readonly List<(string Process, string Text)> _taken = [];

        internal ManualResetEventSlim Gate { get; } = new();

        public void Write(in OutputBatch batch)
        {
            Gate.Wait(TimeSpan.FromSeconds(50));
            lock (_taken)
                _taken.Add((batch.Source.Name, System.Text.Encoding.UTF8.GetString(batch.Bytes)));
        }

        internal string TextOf(string process)
        {
            lock (_taken)
                return string.Concat(_taken.Where(taken => taken.Process == process).Select(taken => taken.Text));
        }

        internal async Task UntilAsync(Func<string, bool> condition)
        {
            for (var clock = System.Diagnostics.Stopwatch.StartNew(); !condition(TextOf("web.1")); await Task.Yield())
                Assert.True(clock.Elapsed < Limit, "It did not come.");
        }
    }
}
