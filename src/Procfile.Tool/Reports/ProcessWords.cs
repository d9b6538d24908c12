using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;

namespace Procfile.Tool.Reports;

/// <summary>What a process does and what is wrong with it, in words.</summary>
internal static class ProcessWords
{
    // In the order in which a summary names them: the good first, what needs a person last.
    private static readonly (ProcessState State, string One, string Several)[] InSummary =
    [
        (ProcessState.Running, "runs", "run"),
        (ProcessState.Starting, "is starting", "are starting"),
        (ProcessState.Spawning, "is starting", "are starting"),
        (ProcessState.Waiting, "is starting", "are starting"),
        (ProcessState.Stopping, "is stopping", "are stopping"),
        (ProcessState.Sweeping, "is stopping", "are stopping"),
        (ProcessState.Stopped, "is stopped", "are stopped"),
        (ProcessState.Completed, "has ended", "have ended"),
        (ProcessState.Backoff, "waits to start again", "wait to start again"),
        (ProcessState.Failed, "is given up", "are given up"),
        (ProcessState.Stuck, "cannot be killed", "cannot be killed"),
    ];

    /// <summary>The state in one word.</summary>
    internal static string State(ProcessJson process) => JsonOutput.CamelCase(process.State.ToString());

    /// <summary>How a process ended: <c>code 1</c>, <c>signal KILL</c>.</summary>
    internal static string Exit(ExitJson exit) => exit switch
    {
        { Signal: { } signal } => $"signal {signal}",
        { Code: { } code } => $"code {Figures.Number(code)}",
        _ => "an end nobody knows",
    };

    /// <summary>What else there is to know: what is wrong, when it starts again, how it has ended; empty for a process that simply runs.</summary>
    internal static string Remark(ProcessJson process, DateTimeOffset now)
    {
        bool isGone = process.State is ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed or ProcessState.Stopped;
        string?[] parts =
        [
            process.Problem?.TrimEnd('.') ?? (isGone && process.LastExit is { } exit ? $"ended with {Exit(exit)}" : null),
            process is { State: ProcessState.Backoff, NextRestartAt: { } next } ? next - now < TimeSpan.FromSeconds(1) ? "starts again now" : $"starts again in {Figures.Time(next - now)}" : null,
            process.StandIn ? "stands in while others are replaced" : null,
        ];
        return TerminalText.Clean(string.Join("; ", parts.Where(part => !string.IsNullOrEmpty(part))));
    }

    /// <summary>How many do what: <c>198 run, 1 waits to start again</c>.</summary>
    internal static string Summary(IReadOnlyCollection<ProcessJson> processes) => string.Join(", ", InSummary
        .GroupBy(words => words.One)
        .Select(words => (words.First().One, words.First().Several, Count: processes.Count(process => words.Any(word => word.State == process.State))))
        .Where(group => group.Count > 0)
        .Select(group => Figures.Count(group.Count, group.One, group.Several)));
}
