using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;

namespace Procfile.Tool.Reports;

/// <summary>The overall view as a table: a line a process, a line for a type that has none, and a summary.</summary>
/// <param name="snapshot">What is shown.</param>
/// <param name="now">The time it is shown at.</param>
internal sealed class SnapshotTable(SnapshotJson snapshot, DateTimeOffset now)
{
    private const string None = "-", Between = "  ";
    private const int NarrowestRemark = 12;

    private static readonly string[] Titles = ["NAME", "STATE", "PID", "PORT", "UPTIME", "RESTARTS", "CPU", "MEMORY"];
    private const string RemarkTitle = "REMARK";
    private const int FirstFigure = 2, StateColumn = 1;

    /// <summary>Whether states are coloured.</summary>
    internal bool Colors { get; init; }

    /// <summary>How many columns there are; null for as many as it takes.</summary>
    internal int? Width { get; init; }

    /// <summary>How many lines there are; null for as many as it takes.</summary>
    internal int? Height { get; init; }

    /// <summary>Its lines, the summary last.</summary>
    internal IReadOnlyList<string> Lines()
    {
        Row[] all = [.. snapshot.Types.SelectMany(RowsOf), .. snapshot.Processes.Where(IsOfNoType).Select(RowOf)];
        string[] remarks = [.. snapshot.Types.SelectMany(RemarksOf)];
        (IReadOnlyList<Row> rows, int hidden) = Fitting(all, remarks.Length);
        bool hasRemarks = rows.Any(row => row.Remark.Length > 0);
        int[] widths = WidthsFor(rows, hasRemarks);
        var lines = new List<string>();
        if (all.Length > 0)
            lines.Add(Line(Titles, widths, hasRemarks ? RemarkTitle : "", ""));
        lines.AddRange(rows.Select(row => Line(row.Cells, widths, row.Remark, row.Color)));
        if (hidden > 0)
            lines.Add(Cut($"… {Figures.Number(hidden)} more"));
        lines.AddRange(remarks.Select(Cut));
        lines.Add(Cut(Summary()));
        return lines;
    }

    /// <summary>Where not all fit, those that need a person come first.</summary>
    private (IReadOnlyList<Row> Rows, int Hidden) Fitting(Row[] all, int remarks)
    {
        const int TitleAndSummary = 2, More = 1;
        if (Height is not { } height || all.Length + remarks + TitleAndSummary <= height)
            return (all, 0);
        int room = Math.Max(1, height - remarks - TitleAndSummary - More);
        return ([.. all.OrderByDescending(row => row.Health).Take(room)], Math.Max(0, all.Length - room));
    }

    private bool IsOfNoType(ProcessJson process) => snapshot.Types.All(type => type.Name != process.Type);

    private IEnumerable<Row> RowsOf(TypeJson type)
    {
        Row[] rows = [.. snapshot.Processes.Where(process => process.Type == type.Name).Select(RowOf)];
        if (!type.Paused && rows.Length > 0)
            return rows;
        string state = type.Paused ? "paused" : "none";
        string[] cells = [TerminalText.Clean(type.Name), state, .. Enumerable.Repeat(None, Titles.Length - FirstFigure)];
        return [.. rows, new Row(cells, "", "", ProcessHealth.Healthy)];
    }

    private Row RowOf(ProcessJson process) => new(
        [
            TerminalText.Clean(process.Name),
            ProcessWords.State(process),
            Or(Figures.Number(process.Pid)),
            Or(Figures.Number(process.Port)),
            process is { StartedAt: { } started, Pid: not null } ? Figures.Time(now - started) : None,
            Figures.Number(process.Restarts),
            process.CpuPercent is { } cpu ? Figures.Percent(cpu) : None,
            process.ResidentBytes is { } bytes ? Figures.Memory(bytes) : None,
        ],
        ProcessWords.Remark(process, now),
        process.Health switch
        {
            ProcessHealth.Unhealthy => "31",
            ProcessHealth.Degraded => "33",
            _ when process.State == ProcessState.Running => "32",
            _ => "",
        },
        process.Health);

    private static IEnumerable<string> RemarksOf(TypeJson type)
    {
        string name = TerminalText.Clean(type.Name);
        if (type.Rolling)
            yield return $"{name}: its processes are being replaced one after the other";
        if (type.Problem is { } problem)
            yield return $"{name}: the last rolling restart was broken off: {TerminalText.Clean(problem)}";
    }

    private string Summary()
    {
        string[] paused = [.. snapshot.Types.Where(type => type.Paused).Select(type => $"{TerminalText.Clean(type.Name)} ({Figures.Number(type.Count)})")];
        string[] parts =
        [
            snapshot.Processes.Count == 0 ? "no processes" : $"{Figures.Count(snapshot.Processes.Count, "process", "processes")}: {ProcessWords.Summary(snapshot.Processes)}",
            .. paused.Length == 0 ? Array.Empty<string>() : [$"paused: {string.Join(", ", paused)}"],
        ];
        return string.Join("; ", parts);
    }

    /// <summary>How wide the columns are. Where there is no room for all, those to the right are left out, but for what is wrong.</summary>
    private int[] WidthsFor(IReadOnlyList<Row> rows, bool hasRemarks)
    {
        int[] widths = [.. Titles.Select((title, column) => rows.Select(row => TerminalText.Columns(row.Cells[column])).Append(title.Length).Max())];
        if (Width is not { } width)
            return widths;
        int remark = hasRemarks ? Between.Length + NarrowestRemark : 0;
        while (widths.Length > FirstFigure && Used(widths) + remark > width)
            widths = widths[..^1];
        widths[0] = Math.Max(1, Math.Min(widths[0], width - Between.Length - widths[StateColumn]));
        return widths;
    }

    private string Line(IReadOnlyList<string> cells, int[] widths, string remark, string color)
    {
        string[] padded = [.. widths.Select((width, column) => column < FirstFigure
            ? TerminalText.PadRight(TerminalText.Cut(cells[column], width), width)
            : TerminalText.PadLeft(cells[column], width))];
        if (Colors && color.Length > 0)
            padded[StateColumn] = $"\e[{color}m{padded[StateColumn]}\e[0m";
        string shown = Width is { } all ? TerminalText.Cut(remark, Math.Max(0, all - Used(widths) - Between.Length)) : remark;
        return string.Join(Between, shown.Length > 0 ? padded.Append(shown) : padded).TrimEnd();
    }

    private static int Used(int[] widths) => widths.Sum() + ((widths.Length - 1) * Between.Length);

    private string Cut(string line) => Width is { } width ? TerminalText.Cut(line, width) : line;

    private static string Or(string text) => text.Length > 0 ? text : None;

    private sealed record Row(IReadOnlyList<string> Cells, string Remark, string Color, ProcessHealth Health);
}
