using System.Text;
using CsCheck;
using Procfile.Core.Output;
using Procfile.Core.Output.Recent;

namespace Procfile.Core.Tests.Output;

public sealed class RecentOutputTests
{
    [Fact]
    public void The_latest_lines_of_all_come_in_the_order_in_which_they_were_written()
    {
        var sink = new RecentOutputSink();
        sink.Write(Batches.Web, "1\n2\n");
        sink.Write(Batches.Worker, "3\n");
        sink.Write(Batches.Web, "4\n");
        Assert.Equal(["1", "2", "3", "4"], sink.GetLines().Select(line => line.Text));
        Assert.Equal(["3", "4"], sink.GetLines(count: 2).Select(line => line.Text));
        Assert.Equal(["2", "4"], sink.GetLines(source => source.Type == "web", 2).Select(line => line.Text));
        Assert.Empty(sink.GetLines(count: 0));
    }

    /// <summary>Against a list that forgets nothing: what is remembered is its end, whatever sizes batches and ring have.</summary>
    [Fact]
    public void What_is_remembered_is_the_end_of_what_was_written() =>
        Gen.Select(Gen.Int[1, 700], Gen.Select(Gen.Int[0, 60], Gen.Int[0, 12], Gen.Bool).Array[1, 40]).Sample((capacity, batches) =>
        {
            var lines = new RecentLines(Batches.Web, capacity);
            List<string> all = [];
            bool inLine = false;
            foreach ((int length, int count, bool ended) in batches)
            {
                string[] texts = [.. Enumerable.Range(0, count + 1).Select(i => $"{all.Count + i}:{new string('x', length)}")];
                byte[] bytes = Encoding.UTF8.GetBytes(string.Join('\n', texts) + (ended ? "\n" : ""));
                lines.Add(new OutputBatch(Batches.Web, bytes, ended ? OutputFragment.None : OutputFragment.Unfinished, inLine), all.Count + 1, default);
                inLine = !ended;
                all.AddRange(texts);
                var found = new FoundLines();
                lines.CopyTo(found, 0);
                OutputLine[] kept = [.. found.InOrder(int.MaxValue)];
                Assert.Equal(all.TakeLast(kept.Length), kept.Select(line => line.Text));
                Assert.Equal(Enumerable.Range(lines.LastForgotten is var last && kept.Length == 0 ? all.Count + 1 : (int)last + 1, kept.Length), kept.Select(line => (int)line.Number));
                Assert.All(kept, line => Assert.Equal(line.Number, lines.PlaceAfter(line.Number)));
                Assert.Equal(lines.First, lines.PlaceAfter(0));
                Assert.Equal(all.Count, lines.Next);
                Assert.Equal(all.Count - kept.Length, lines.First);
                Assert.Equal(kept.Length == 0 ? 0 : lines.First, kept.Sum(line => line.Missed));
                Assert.InRange(kept.Sum(line => line.Bytes.Length + 1), 0, capacity);
            }
        }, iter: 2000);

    [Fact]
    public void Memory_is_bounded_whatever_is_written()
    {
        var sink = new RecentOutputSink(bytesPerProcess: 4096);
        byte[] flood = Encoding.UTF8.GetBytes(Batches.Numbered(0, 5000));
        for (int i = 0; i < 100; i++)
        {
            sink.Write(new OutputBatch(Batches.Web, flood));
            sink.Write(new OutputBatch(Batches.Web, flood.AsSpan(0, 12)));
            sink.Write(new OutputBatch(Batches.Web, new byte[70_000], OutputFragment.Cut));
            sink.Write(Batches.Web, "\n");
        }

        Assert.InRange(sink.GetLines().Sum(line => line.Bytes.Length), 0, 4096);
        Assert.Equal("", sink.GetLines()[^1].Text);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_was_away_goes_on_after_the_last_line_it_has_seen_and_can_ask_whether_some_are_gone()
    {
        var sink = new RecentOutputSink(bytesPerProcess: 1024);
        sink.Write(Batches.Web, "1\n2\n");
        sink.Write(Batches.Worker, "3\n");
        long seen = sink.GetLines()[1].Number;
        sink.Write(Batches.Web, "4\n");
        Assert.Equal(["3", "4"], await sink.FollowAfterAsync(seen).Take(2).Select(line => line.Text).ToArrayAsync());
        Assert.Equal(["4"], await sink.FollowAfterAsync(seen, source => source == Batches.Web).Take(1).Select(line => line.Text).ToArrayAsync());
        Assert.False(sink.HasForgottenAfter(seen));
        sink.Write(Batches.Web, Batches.Numbered(0, 1000));
        Assert.True(sink.HasForgottenAfter(seen));
        Assert.False(sink.HasForgottenAfter(seen, source => source == Batches.Worker));
        OutputLine[] rest = await sink.FollowAfterAsync(seen).Take(2).ToArrayAsync();
        Assert.Equal("3", rest[0].Text);
        Assert.True(sink.HasForgottenAfter(rest[0].Number) && rest[1].Number > rest[0].Number + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_follower_gets_the_latest_and_then_each_line_once_in_order()
    {
        var sink = new RecentOutputSink();
        sink.Write(Batches.Web, Batches.Numbered(0, 10));
        using var end = new CancellationTokenSource();
        int next = 5;
        Task writing = Task.CompletedTask;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (OutputLine line in sink.FollowAsync(recent: 5, cancellationToken: end.Token))
            {
                next += (int)line.Missed;
                Assert.Equal($"line {next++:000000}", line.Text);
                if (next == 10)
                    writing = Task.Run(() => Write(sink, 10, 2000));
                if (next == 2010)
                    await end.CancelAsync();
            }
        });
        await writing;
        Assert.Equal(2010, next);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_slow_follower_is_told_what_it_has_missed()
    {
        var sink = new RecentOutputSink(bytesPerProcess: 1000);
        await using IAsyncEnumerator<OutputLine> follower = sink.FollowAsync(recent: 0).GetAsyncEnumerator();
        ValueTask<bool> first = follower.MoveNextAsync();
        Write(sink, 0, 1);
        Assert.True(await first);
        Write(sink, 1, 1000);
        Assert.True(await follower.MoveNextAsync());
        Assert.InRange(follower.Current.Missed, 900, 1000);
        Assert.Equal($"line {1 + follower.Current.Missed:000000}", follower.Current.Text);
    }

    private static void Write(RecentOutputSink sink, int from, int count)
    {
        for (int i = from; i < from + count; i++)
            sink.Write(Batches.Web, Batches.Numbered(i, 1));
    }
}
