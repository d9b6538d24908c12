using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output.Files;

/// <summary>F57 by itself: what a file holds and what is counted add up to what was written, to the line.</summary>
public sealed class FullDiskTests
{
    [SmallDiskFact]
    public void No_line_is_torn_all_that_miss_are_counted_and_writing_resumes()
    {
        using SmallDisk disk = SmallDisk.TryMount(64 * 1024)!;
        var clock = new FakeTimeProvider();
        using var sink = new FileOutputSink(disk.Path, new() { MaxBytes = 0, TimeProvider = clock });
        disk.Fill("other");
        File.Delete(disk.File("other"));
        int written = 0, failures = 0;
        for (; written < 20_000; written += 1000)
        {
            try
            {
                sink.Write(Batches.Web, Batches.Numbered(written, 1000));
            }
            catch (IOException)
            {
                failures++;
            }

            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(1, failures);
        Assert.Contains("No space left", sink.Problem, StringComparison.Ordinal);
        string full = File.ReadAllText(disk.File("web.1.log"));
        long dropped = sink.DroppedLines;
        Assert.Equal(written - dropped, full.Count(character => character == '\n'));
        Assert.Equal(Batches.Numbered(0, (int)(written - dropped)), full);

        // A process that another test starts just now may hold the deleted file, and its room, for a moment.
        File.Delete(disk.File("web.1.log"));
        for (var patience = System.Diagnostics.Stopwatch.StartNew(); sink.Problem is not null && patience.Elapsed < TimeSpan.FromSeconds(30); written += 2)
        {
            dropped = sink.DroppedLines;
            clock.Advance(TimeSpan.FromSeconds(1));
            sink.Write(Batches.Web, Batches.Numbered(written, 2));
        }

        Assert.Null(sink.Problem);
        Assert.Matches(
            new Regex($@"^\[{dropped} lines dropped: No space left[^\n]*\]\n{Batches.Numbered(written - 2, 2)}$"), File.ReadAllText(disk.File("web.1.log")));
        Assert.Equal(dropped, sink.DroppedLines);
    }
}
