using System.Text.RegularExpressions;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Output.Files;
using Procfile.Core.Tests.Supervision;

namespace Procfile.Core.Tests.Output.Faults;

/// <summary>F57 and F58 with real processes.</summary>
public sealed class Disks
{
    [SmallDiskFact(Timeout = 60_000)]
    public async Task While_the_disk_is_full_processes_run_and_lines_are_counted_and_then_the_file_goes_on()
    {
        using SmallDisk disk = SmallDisk.TryMount(256 * 1024)!;
        using var files = new FileOutputSink(disk.Path, new() { MaxBytes = 0 });
        var seen = new SequenceSink();
        disk.Fill("other");
        await using var fixture = new SupervisorFixture(
            $"web: {TestChild.Path} numbered-lines-slowly 1000000\n", options => options.Output = new CompositeOutputSink(seen, files));
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => files.DroppedLines > 100, "lines that are dropped");
        Assert.Contains("No space left", files.Problem, StringComparison.Ordinal);
        await foreach (SupervisorEvent happened in events)
        {
            if (happened.Kind != SupervisorEventKind.SinkFailed)
                continue;
            Assert.Contains("No space left", happened.Message, StringComparison.Ordinal);
            break;
        }

        File.Delete(disk.File("other"));
        await OutputRun.UntilAsync(() => files.Problem is null, "the file's going on");
        await fixture.Supervisor.StopAsync();
        Assert.Equal(0, fixture["web.1"].Restarts);
        Assert.Null(seen.FirstError);

        string[] lines = File.ReadAllLines(disk.File("web.1.log"));
        long told = lines.Select(line => Regex.Match(line, @"^\[(\d+) lines dropped: ")).Where(match => match.Success)
            .Sum(match => long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        long[] numbers = [.. lines.Where(line => !line.StartsWith('[')).Select(line => long.Parse(Regex.Match(line, @"^(\d+)abc.*z$").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(files.DroppedLines, told);
        Assert.Equal(seen.LinesOf("web.1"), numbers.Length + told);
        Assert.Equal(numbers.Order(), numbers);
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("renamed")]
    [InlineData("unlinked")]
    [InlineData("directory removed")]
    public async Task A_file_that_disappears_is_begun_anew_while_the_process_goes_on(string how)
    {
        using var logs = new LogDirectory();
        using FileOutputSink files = logs.Sink();
        var seen = new SequenceSink();
        await using var fixture = new SupervisorFixture(
            $"web: {TestChild.Path} numbered-lines-slowly 1000000\n", options => options.Output = new CompositeOutputSink(files, seen));
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => File.Exists(logs.File("web.1.log")) && new FileInfo(logs.File("web.1.log")).Length > 1000, "the file");
        switch (how)
        {
            case "renamed":
                File.Move(logs.File("web.1.log"), logs.File("old"));
                break;
            case "unlinked":
                File.Delete(logs.File("web.1.log"));
                break;
            default:
                Directory.Delete(logs.Path, recursive: true);
                break;
        }

        await OutputRun.UntilAsync(() => File.Exists(logs.File("web.1.log")) && new FileInfo(logs.File("web.1.log")).Length > 1000, "the new file");
        await fixture.Supervisor.StopAsync();
        Assert.Equal(0, fixture["web.1"].Restarts);
        Assert.Null(seen.FirstError);
        Assert.Equal(0, files.DroppedLines);
        string all = (how == "renamed" ? logs.Text("old") : "") + logs.Text("web.1.log");
        string[] lines = all.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int first = how == "renamed" ? 0 : Number(lines[0]);
        Assert.Equal(Enumerable.Range(first, lines.Length), lines.Select(Number));
        Assert.Equal(seen.LinesOf("web.1"), first + lines.Length);
    }

    private static int Number(string line) => int.Parse(Regex.Match(line, @"^\d+").Value, System.Globalization.CultureInfo.InvariantCulture);
}
