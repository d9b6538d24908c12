using System.Text;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Tests.Supervision;

namespace Procfile.Core.Tests.Output.Faults;

/// <summary>F56, F61 and their like: whatever a process writes, it arrives as it was written.</summary>
public sealed class Lines : IDisposable
{
    private readonly BytesSink _sink = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("procfile-test-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task Of_eight_children_at_full_speed_each_line_comes_once_whole_and_in_order_before_the_exit()
    {
        const int Count = 200_000;
        var sink = new SequenceSink();
        string procfile = string.Concat(Enumerable.Range(0, 8).Select(i => $"p{i}: {TestChild.Path} numbered-lines {Count}\n"));
        await using var fixture = new SupervisorFixture(procfile, options => (options.Output, options.RestartPolicy) = (sink, RestartPolicy.Never));
        IAsyncEnumerable<SupervisorEvent> events = fixture.Supervisor.WatchAsync();
        await fixture.Supervisor.StartAsync();
        int exits = 0;
        await foreach (SupervisorEvent happened in events)
        {
            if (happened.Kind != SupervisorEventKind.Exited)
                continue;
            Assert.Equal(Count, sink.LinesOf(happened.Process!));
            if (++exits == 8)
                break;
        }

        Assert.Null(sink.FirstError);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_byte_that_is_no_text_stays_as_it_is()
    {
        // Every value twice, CRLF, a lone CR, NUL, halves of characters, ANSI.
        string all = string.Concat(Enumerable.Range(0, 256).Select(value => $"\\{Convert.ToString(value, 8).PadLeft(3, '0')}"));
        await OutputRun.ToEndAsync($"web: printf '{all}\\r\\n\\r\\000\\303\\n\\251\\033[31mred\\n{all}'\n", _sink);
        byte[] values = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        Assert.Equal([.. values, .. "\r\n\r\0"u8, 0xC3, (byte)'\n', 0xA9, .. "\e[31mred\n"u8, .. values], _sink.Of("web.1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_character_written_byte_by_byte_and_lines_over_the_bounds_of_reads_are_whole()
    {
        await OutputRun.ToEndAsync($"web: {TestChild.Path} byte-by-byte 'añ€😀\\nb\\n\\nlast'\n", _sink);
        Assert.Equal("añ€😀\nb\n\nlast", _sink.TextOf("web.1"));
        Assert.Equal(OutputFragment.Unfinished, _sink.Batches[^1].Fragment);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_line_of_100_MB_comes_in_parts_that_say_so()
    {
        const int Length = 100_000_000;
        var sink = new CountingSink();
        await OutputRun.ToEndAsync($"web: {TestChild.Path} one-line {Length}\n", sink);
        Assert.Equal(Length, sink.Bytes);
        Assert.Equal(0, sink.Wrong);
        Assert.InRange(sink.Batches, Length / (64 * 1024), (Length / (64 * 1024)) + 1);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_crash_has_left_unfinished_is_not_joined_to_what_the_next_incarnation_writes()
    {
        using var stream = new MemoryStream();
        await using var fixture = new SupervisorFixture(
            "web: if [ -e ran ]; then echo second; sleep 100; fi; touch ran; printf first; kill -9 $$\n",
            options => (options.Output, options.Directory) =
                (new CompositeOutputSink(_sink, new PrefixedOutputSink(stream, new() { Timestamps = false })), _directory.FullName));
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => _sink.TextOf("web.1").Contains("second", StringComparison.Ordinal), "the second incarnation");
        await fixture.Supervisor.StopAsync();
        Assert.Equal([("first", OutputFragment.Unfinished, false), ("second\n", OutputFragment.None, false)],
            _sink.Batches.Select(batch => (Encoding.UTF8.GetString(batch.Bytes), batch.Fragment, batch.Continues)));
        Assert.Equal("web.1  | first\nweb.1  | second\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_prompt_is_seen_while_its_process_waits_and_is_not_torn_from_what_follows()
    {
        await using var fixture = new SupervisorFixture(
            "web: printf 'name? '; sleep 0.6; echo Ada; sleep 100\n", options => options.Output = _sink);
        await fixture.Supervisor.StartAsync();
        await OutputRun.UntilAsync(() => _sink.TextOf("web.1") == "name? Ada\n", "the answer");
        Assert.Equal([(OutputFragment.Unfinished, false), (OutputFragment.None, true)], _sink.Batches.Select(batch => (batch.Fragment, batch.Continues)));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_that_closes_its_output_early_runs_on_and_its_exit_is_seen()
    {
        ProcessSupervisor supervisor = await OutputRun.ToEndAsync("web: echo said; exec >&- 2>&-; sleep 0.2; exit 3\n", _sink);
        Assert.Equal(3, await supervisor.Ended);
        Assert.Equal("said\n", _sink.TextOf("web.1"));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_left_over_writes_after_the_death_of_its_leader_is_shown()
    {
        await OutputRun.ToEndAsync("web: sh -c 'trap \"echo late; exit\" TERM; echo up; while :; do sleep 0.01; done' & while ! test -e up; do sleep 0.02; touch up; done; exit 0\n", _sink,
            options => options.Directory = _directory.FullName);
        await OutputRun.UntilAsync(() => _sink.TextOf("web.1").EndsWith("late\n", StringComparison.Ordinal), "the left-over's last words");
    }

    /// <summary>Counts, and looks whether parts of a line are flagged as such.</summary>
    private sealed class CountingSink : IOutputSink
    {
        internal long Bytes { get; private set; }

        internal int Batches { get; private set; }

        internal int Wrong { get; private set; }

        public void Write(in OutputBatch batch)
        {
            bool isFirst = Bytes == 0;
            Bytes += batch.Bytes.Length;
            Batches++;
            if (batch.ContinuesLine == isFirst || batch.Fragment == OutputFragment.None || batch.Bytes.Length > 64 * 1024 || batch.Bytes.IndexOfAnyExcept((byte)'x') >= 0)
                Wrong++;
        }
    }
}
