using System.Text.RegularExpressions;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Reports;
using Procfile.Tool.Tests.Controlling;

namespace Procfile.Tool.Tests.Reports;

/// <summary>The table of <c>ps</c>: what fits, what does not, what is said in words.</summary>
public sealed partial class SnapshotTableTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly SnapshotJson Snapshot = FakeSupervisor.Of(
        [FakeSupervisor.Type("web", 2), FakeSupervisor.Type("worker", 1, paused: true), FakeSupervisor.Type("clock", 0), new TypeJson("日本", 1, false, null, true, "日本.1 was not ready")],
        FakeSupervisor.Process("web", 1) with { StartedAt = Now - TimeSpan.FromHours(50), ResidentBytes = 1 << 30, CpuPercent = 243.4, Restarts = 12 },
        FakeSupervisor.Process("web", 2, ProcessState.Backoff, "\"nosuch\" is not in any directory of PATH.") with { NextRestartAt = Now + TimeSpan.FromSeconds(61) },
        FakeSupervisor.Process("日本", 1, ProcessState.Failed) with { LastExit = new ExitJson(null, "SEGV") });

    [Fact]
    public void It_is_whole_where_nothing_limits_it() => Assert.Equal(
        """
        NAME    STATE     PID  PORT  UPTIME  RESTARTS   CPU  MEMORY  REMARK
        web.1   running  4001  5001   2d02h        12  243%   1.00G
        web.2   backoff     -  5002       -         0     -       -  "nosuch" is not in any directory of PATH; starts again in 1m01s
        worker  paused      -     -       -         -     -       -
        clock   none        -     -       -         -     -       -
        日本.1  failed      -  5001       -         0     -       -  ended with signal SEGV
        日本: its processes are being replaced one after the other
        日本: the last rolling restart was broken off: 日本.1 was not ready
        3 processes: 1 runs, 1 waits to start again, 1 is given up; paused: worker (1)
        """,
        string.Join('\n', Lines(null, null)));

    [Fact]
    public void No_line_is_wider_and_no_table_higher_than_there_is_room()
    {
        foreach (int width in Enumerable.Range(12, 140))
        {
            foreach (int height in Enumerable.Range(6, 10))
            {
                IReadOnlyList<string> lines = Lines(width, height, colors: true);
                Assert.InRange(lines.Count, 1, height);
                Assert.All(lines, line => Assert.InRange(TerminalText.Columns(Color().Replace(line, "")), 0, width));
            }
        }
    }

    [Fact]
    public void Where_not_all_fit_who_needs_a_person_comes_first()
    {
        var many = FakeSupervisor.Of(
            [FakeSupervisor.Type("worker", 200)],
            [.. Enumerable.Range(1, 199).Select(index => FakeSupervisor.Process("worker", index)), FakeSupervisor.Process("worker", 200, ProcessState.Failed, "given up")]);
        IReadOnlyList<string> lines = new SnapshotTable(many, Now) { Width = 80, Height = 24 }.Lines();
        Assert.Equal(24, lines.Count);
        Assert.StartsWith("worker.200  failed", lines[1], StringComparison.Ordinal);
        Assert.Equal(["… 179 more", "200 processes: 199 run, 1 is given up"], lines.TakeLast(2));
    }

    [Fact]
    public void Without_any_type_there_is_one_line() =>
        Assert.Equal(["no processes"], new SnapshotTable(FakeSupervisor.Of([]), Now).Lines());

    private static IReadOnlyList<string> Lines(int? width, int? height, bool colors = false) =>
        new SnapshotTable(Snapshot, Now) { Width = width, Height = height, Colors = colors }.Lines();

    [GeneratedRegex(@"\e\[\d+m")]
    private static partial Regex Color();
}
