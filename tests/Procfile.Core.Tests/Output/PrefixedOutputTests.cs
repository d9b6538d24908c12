using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

public sealed class PrefixedOutputTests : IDisposable
{
    private readonly MemoryStream _stream = new();

    public void Dispose() => _stream.Dispose();

    private string Text => Encoding.UTF8.GetString(_stream.ToArray());

    [Fact]
    public void The_column_is_as_wide_as_the_longest_announced_name_from_the_first_line_on()
    {
        var sink = new PrefixedOutputSink(_stream, new() { Timestamps = false });
        sink.Announce(Batches.Web);
        sink.Announce(Batches.Worker);
        sink.Write(Batches.Web, "one\n");
        sink.Write(Batches.Worker, "two\n");
        sink.Announce(new OutputSource("worker.10", "worker", 1, 10));
        sink.Write(Batches.Web, "three\n");
        Assert.Equal("web.1    | one\nworker.1 | two\nweb.1     | three\n", Text);
    }

    [Fact]
    public void Time_and_date_stand_before_the_name_or_alone()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero));
        new PrefixedOutputSink(_stream, new() { TimeProvider = clock }).Write(Batches.Web, "a\n");
        new PrefixedOutputSink(_stream, new() { TimeProvider = clock, Dates = true }).Write(Batches.Web, "b\n");
        new PrefixedOutputSink(_stream, new() { TimeProvider = clock, Prefix = false, Timestamps = true }).Write(Batches.Web, "c\n");
        new PrefixedOutputSink(_stream, new() { TimeProvider = clock, Prefix = false }).Write(Batches.Web, "d\n");
        Assert.Equal("04:05:06 web.1  | a\n2026-02-03 04:05:06 web.1  | b\n04:05:06 c\nd\n", Text);
    }

    [Fact]
    public void The_time_goes_on()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 3, 23, 59, 59, TimeSpan.Zero));
        var sink = new PrefixedOutputSink(_stream, new() { TimeProvider = clock });
        sink.Write(Batches.Web, "a\n");
        clock.Advance(TimeSpan.FromSeconds(1));
        sink.Write(Batches.Web, "b\n");
        Assert.Equal("23:59:59 web.1  | a\n00:00:00 web.1  | b\n", Text);
    }

    [Fact]
    public void An_unfinished_line_goes_on_where_it_was_and_is_joined_to_nothing_else()
    {
        var sink = new PrefixedOutputSink(_stream, new() { Timestamps = false });
        sink.WritePiece(Batches.Web, "pro", OutputFragment.Unfinished);
        sink.WritePiece(Batches.Web, "mpt", OutputFragment.Unfinished, continues: true);
        sink.Write(Batches.Worker, "other\n");
        sink.WritePiece(Batches.Web, ">\n", OutputFragment.None, continues: true);
        sink.WritePiece(Batches.Web, "last words", OutputFragment.Unfinished);
        sink.Write(Batches.Web, "the next incarnation\n");
        Assert.Equal("web.1  | prompt\nworker.1 | other\nweb.1    | >\nweb.1    | last words\nweb.1    | the next incarnation\n", Text);
    }

    [Fact]
    public void A_failed_write_tears_no_later_line()
    {
        var stream = new FailingStream();
        var sink = new PrefixedOutputSink(stream, new() { Timestamps = false });
        stream.RoomLeft = 12;
        Assert.Throws<IOException>(() => sink.Write(Batches.Web, "more than there is room for\n"));
        stream.RoomLeft = int.MaxValue;
        sink.Write(Batches.Web, "next\n");
        Assert.Equal("web.1  | mor\nweb.1  | next\n", Encoding.UTF8.GetString(stream.Written.ToArray()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bytes_stay_as_they_are(bool prefix)
    {
        byte[] line = [.. Enumerable.Range(0, 256).Select(value => (byte)value).Where(value => value != (byte)'\n'), (byte)'\r', (byte)'\n'];
        new PrefixedOutputSink(_stream, new() { Timestamps = false, Prefix = prefix }).Write(new OutputBatch(Batches.Web, line));
        Assert.Equal([.. prefix ? "web.1  | "u8 : default, .. line], _stream.ToArray());
    }

    [Fact]
    public void Quiet_types_are_not_shown()
    {
        var sink = new PrefixedOutputSink(_stream, new() { Timestamps = false, QuietTypes = ["web"] });
        sink.Write(Batches.Web, "unseen\n");
        sink.Write(Batches.Worker, "seen\n");
        Assert.Equal("worker.1 | seen\n", Text);
    }

    [Fact]
    public void A_colour_ends_before_the_line_begins_and_undoes_what_the_line_before_has_left()
    {
        var sink = new PrefixedOutputSink(_stream, new() { Timestamps = false, Colors = PrefixColors.Basic });
        sink.Write(Batches.Web, "\e[1;41mbold on red\n");
        Assert.Equal("\e[0;36mweb.1  | \e[0m\e[1;41mbold on red\n", Text);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(30, 30, 30)]
    [InlineData(0, 43, 54)]
    [InlineData(253, 246, 227)]
    [InlineData(255, 255, 255)]
    public void Colours_out_of_256_can_be_read_on_every_usual_ground(int red, int green, int blue)
    {
        var sink = new PrefixedOutputSink(_stream, new() { Timestamps = false, Colors = PrefixColors.Extended });
        for (int type = -1; type < 20; type++)
            sink.Write(new OutputSource($"t{type}.1", $"t{type}", type, 1), "x\n");
        int[] colors = [.. Regex.Matches(Text, @"38;5;(\d+)m").Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(11, colors.Distinct().Count());
        Assert.All(colors, color => Assert.True(Contrast(Luminance(color), Luminance(red, green, blue)) >= 3, $"{color}"));
    }

    [Fact]
    public void Lines_cost_no_allocation()
    {
        var sink = new PrefixedOutputSink(Stream.Null, new());
        byte[] lines = Encoding.UTF8.GetBytes(Batches.Numbered(0, 4000));
        var batch = new OutputBatch(Batches.Web, lines);
        sink.Write(batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            sink.Write(batch);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024);
    }

    // WCAG 2.2: relative luminance and contrast ratio.
    private static double Luminance(int color)
    {
        int grey = 8 + (10 * (color - 232));
        if (color >= 232)
            return Luminance(grey, grey, grey);
        int[] steps = [0, 95, 135, 175, 215, 255];
        int cube = color - 16;
        return Luminance(steps[cube / 36], steps[cube / 6 % 6], steps[cube % 6]);
    }

    private static double Luminance(int red, int green, int blue) => (0.2126 * Linear(red)) + (0.7152 * Linear(green)) + (0.0722 * Linear(blue));

    private static double Linear(int value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);

    private static double Contrast(double one, double other) => (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);

    private sealed class FailingStream : MemoryStream
    {
        internal int RoomLeft { get; set; }

        internal MemoryStream Written { get; } = new();

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            int fits = Math.Min(RoomLeft, buffer.Length);
            Written.Write(buffer[..fits]);
            RoomLeft -= fits;
            if (fits < buffer.Length)
                throw new IOException("full");
        }
    }
}
