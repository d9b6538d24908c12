using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output.Files;

/// <summary>F58: files that somebody else moves, removes or empties.</summary>
public sealed class LostFileTests : IDisposable
{
    private readonly LogDirectory _logs = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly FileOutputSink _sink;

    public LostFileTests() => _sink = _logs.Sink(options => options.TimeProvider = _clock);

    private string Log => _logs.File("web.1.log");

    public void Dispose()
    {
        _sink.Dispose();
        _logs.Dispose();
    }

    [Fact]
    public void Renamed()
    {
        _sink.Write(Batches.Web, "before\n");
        File.Move(Log, Log + ".old");
        Look();
        _sink.Write(Batches.Web, "after\n");
        Assert.Equal("before\n", _logs.Text("web.1.log.old"));
        Assert.Equal("after\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void Renamed_and_made_anew_by_somebody_else()
    {
        _sink.Write(Batches.Web, "before\n");
        File.Move(Log, Log + ".old");
        File.WriteAllText(Log, "theirs\n");
        Look();
        _sink.Write(Batches.Web, "after\n");
        Assert.Equal("theirs\nafter\n", _logs.Text("web.1.log"));
        Assert.Equal("before\n", _logs.Text("web.1.log.old"));
    }

    [Fact]
    public void Renamed_with_a_word_to_us()
    {
        _sink.Write(Batches.Web, "before\n");
        File.Move(Log, Log + ".old");
        _sink.Reopen();
        _sink.Write(Batches.Web, "after\n");
        Assert.Equal("after\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void Deleted()
    {
        _sink.Write(Batches.Web, "before\n");
        File.Delete(Log);
        Look();
        _sink.Write(Batches.Web, "after\n");
        Assert.Equal("after\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void Deleted_with_its_directory()
    {
        _sink.Write(Batches.Web, "before\n");
        Directory.Delete(_logs.Path, recursive: true);
        Look();
        _sink.Write(Batches.Web, "after\n");
        Assert.Equal("after\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void Emptied_it_has_no_hole()
    {
        _sink.Write(Batches.Web, "before\n");
        using (var log = new FileStream(Log, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            log.SetLength(0);
        _sink.Write(Batches.Web, "after\n");
        Assert.Equal("after\n", _logs.Text("web.1.log"));
    }

    [Fact]
    public void A_path_that_cannot_be_opened_is_tried_again_and_the_missing_lines_are_told()
    {
        Directory.CreateDirectory(Log);
        Assert.Throws<IOException>(() => _sink.Write(Batches.Web, "one\ntwo\n"));
        _sink.Write(Batches.Web, "three\n");
        Assert.NotNull(_sink.Problem);
        Assert.Equal(3, _sink.DroppedLines);
        Directory.Delete(Log);
        _sink.Write(Batches.Web, "still too soon\n");
        Assert.Equal(4, _sink.DroppedLines);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _sink.Write(Batches.Web, "five\n");
        Assert.Matches(@"^\[4 lines dropped: .+\]\nfive\n$", _logs.Text("web.1.log"));
        Assert.Null(_sink.Problem);
        Assert.Equal(4, _sink.DroppedLines);
    }

    [Fact]
    public void A_line_whose_beginning_was_dropped_is_dropped_whole_and_counted_once()
    {
        Directory.CreateDirectory(Log);
        Assert.Throws<IOException>(() => _sink.WritePiece(Batches.Web, "begin", OutputFragment.Cut));
        _sink.WritePiece(Batches.Web, "middle", OutputFragment.Cut, continues: true);
        Directory.Delete(Log);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _sink.WritePiece(Batches.Web, "end\n", OutputFragment.None, continues: true);
        _sink.Write(Batches.Web, "next\n");
        Assert.Equal(1, _sink.DroppedLines);
        Assert.EndsWith("]\nnext\n", _logs.Text("web.1.log"), StringComparison.Ordinal);
        Assert.DoesNotContain("end", _logs.Text("web.1.log"), StringComparison.Ordinal);
    }

    private void Look() => _clock.Advance(TimeSpan.FromMilliseconds(100));
}
