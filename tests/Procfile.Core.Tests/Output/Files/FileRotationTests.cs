using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output.Files;

/// <summary>Rotation by size, by age and on demand: every line is in one file, whole and in order.</summary>
public sealed class FileRotationTests : IDisposable
{
    private readonly LogDirectory _logs = new();

    public void Dispose() => _logs.Dispose();

    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(4096)]
    public void By_size_no_file_is_larger_and_no_line_is_lost_or_divided(int limit)
    {
        using FileOutputSink sink = _logs.Sink(options => (options.MaxBytes, options.Keep) = (limit, 10_000));
        int written = 0;
        foreach (int count in (int[])[1, 2, 300, 7, 1, 40, 900])
        {
            sink.Write(Batches.Web, Batches.Numbered(written, count));
            written += count;
        }

        Assert.All(_logs.Names, name => Assert.InRange(new FileInfo(_logs.File(name)).Length, 1, limit));
        Assert.Equal(Batches.Numbered(0, written), AllOf("web.1.log"));
    }

    [Fact]
    public void Only_so_many_are_kept()
    {
        using FileOutputSink sink = _logs.Sink(options => (options.MaxBytes, options.Keep) = (100, 2));
        sink.Write(Batches.Web, Batches.Numbered(0, 100));
        Assert.Equal(["web.1.log", "web.1.log.1", "web.1.log.2"], _logs.Names);
        Assert.EndsWith("line 000099\n", _logs.Text("web.1.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void None_need_be_kept()
    {
        using FileOutputSink sink = _logs.Sink(options => (options.MaxBytes, options.Keep) = (24, 0));
        sink.Write(Batches.Web, Batches.Numbered(0, 5));
        Assert.Equal(["web.1.log"], _logs.Names);
        Assert.Equal("line 000004\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void By_age()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        using FileOutputSink sink = _logs.Sink(options => (options.MaxAge, options.TimeProvider) = (TimeSpan.FromDays(1), clock));
        sink.Write(Batches.Web, "monday\n");
        clock.Advance(TimeSpan.FromHours(23));
        sink.Write(Batches.Web, "late on monday\n");
        clock.Advance(TimeSpan.FromHours(1));
        sink.Write(Batches.Web, "tuesday\n");
        Assert.Equal("monday\nlate on monday\n", _logs.Text("web.1.log.1"));
        Assert.Equal("tuesday\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void On_demand()
    {
        using FileOutputSink sink = _logs.Sink();
        sink.Rotate();
        sink.Write(Batches.Web, "before\n");
        sink.Rotate();
        sink.Write(Batches.Web, "after\n");
        Assert.Equal("before\n", _logs.Text("web.1.log.1"));
        Assert.Equal("after\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void A_line_in_pieces_stays_in_one_file_until_that_is_full()
    {
        using FileOutputSink sink = _logs.Sink(options => (options.MaxBytes, options.Keep) = (20, 10));
        sink.Write(Batches.Web, "0123456789\n");
        sink.WritePiece(Batches.Web, "01234", OutputFragment.Unfinished);
        sink.WritePiece(Batches.Web, "5678901234", OutputFragment.Cut, continues: true);
        sink.WritePiece(Batches.Web, "the end\n", OutputFragment.None, continues: true);
        Assert.Equal("0123456789\n012345678901234", _logs.Text("web.1.log.1"));
        Assert.Equal("the end\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void A_file_that_cannot_be_put_aside_is_written_on()
    {
        using FileOutputSink sink = _logs.Sink(options => options.MaxBytes = 24);
        Directory.CreateDirectory(_logs.File("web.1.log.1"));
        File.WriteAllText(System.IO.Path.Combine(_logs.File("web.1.log.1"), "in the way"), "");
        Assert.Throws<IOException>(() => sink.Write(Batches.Web, Batches.Numbered(0, 3)));
        sink.Write(Batches.Web, Batches.Numbered(3, 3));
        Assert.Equal(Batches.Numbered(0, 6), _logs.Text("web.1.log"));
        Assert.Equal(0, sink.DroppedLines);
    }

    [Fact]
    public void What_was_there_before_is_kept_and_its_last_line_is_ended()
    {
        File.WriteAllText(_logs.File("web.1.log"), "the last words of a host that was kil");
        using FileOutputSink sink = _logs.Sink();
        sink.Write(Batches.Web, "next\n");
        Assert.Equal("the last words of a host that was kil\nnext\n", _logs.Text("web.1.log"));
    }

    private string AllOf(string name) => string.Concat(_logs.Names
        .OrderByDescending(file => file == name ? 0 : int.Parse(file[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture))
        .Select(_logs.Text));
}
