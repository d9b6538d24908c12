using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

public sealed class ChannelOutputTests
{
    [Fact(Timeout = 60_000)]
    public async Task Lines_come_as_they_were_written()
    {
        using var sink = new ChannelOutputSink();
        sink.Write(Batches.Web, "one\r\ntwo\n");
        sink.WritePiece(Batches.Worker, "thr", OutputFragment.Unfinished);
        sink.WritePiece(Batches.Worker, "ee\n", OutputFragment.None, continues: true);
        sink.Dispose();
        List<OutputLine> lines = [];
        await foreach (OutputLine line in sink.Lines.ReadAllAsync())
            lines.Add(line);
        Assert.Equal(["web.1 | one", "web.1 | two", "worker.1 | thr", "worker.1 | ee"], lines.Select(line => line.ToString()));
        Assert.Equal("one\r"u8.ToArray(), lines[0].Bytes.ToArray());
        Assert.Equal([OutputFragment.None, OutputFragment.None, OutputFragment.Unfinished, OutputFragment.None], lines.Select(line => line.Fragment));
        Assert.Equal([false, false, false, true], lines.Select(line => line.ContinuesLine));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_does_not_read_misses_the_oldest_and_is_told_how_many()
    {
        using var sink = new ChannelOutputSink(capacity: 10_000);
        sink.Write(Batches.Web, Batches.Numbered(0, 1000));
        Assert.InRange(sink.Lines.Count, 1, 100);
        Assert.Equal(1000, sink.Lines.Count + sink.DroppedLines);
        OutputLine first = await sink.Lines.ReadAsync();
        Assert.Equal(sink.DroppedLines, first.Missed);
        Assert.Equal($"line {first.Missed:000000}", first.Text);
        Assert.Equal(0, (await sink.Lines.ReadAsync()).Missed);
    }

    [Fact(Timeout = 60_000)]
    public async Task Or_the_writer_waits_for_it()
    {
        using var sink = new ChannelOutputSink(OutputOverflow.Block, capacity: 1000);
        Task writing = Task.Run(() => sink.Write(Batches.Web, Batches.Numbered(0, 500)));
        for (int i = 0; i < 500; i++)
            Assert.Equal($"line {i:000000}", (await sink.Lines.ReadAsync()).Text);
        await writing;
        Assert.Equal(0, sink.DroppedLines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Disposed_it_lets_go_the_writer_that_waits()
    {
        var sink = new ChannelOutputSink(OutputOverflow.Block, capacity: 1);
        Task writing = Task.Run(() => sink.Write(Batches.Web, Batches.Numbered(0, 500)));
        await Task.Run(() => SpinWait.SpinUntil(() => sink.Lines.Count > 0));
        sink.Dispose();
        await writing.WaitAsync(TimeSpan.FromSeconds(30));
    }
}
