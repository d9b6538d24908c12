using System.Globalization;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Control;

/// <summary>How far an operation is, in one line of the terminal that the next one takes the place of, and that is gone at its end.</summary>
/// <param name="client">Whom to ask.</param>
/// <param name="concerns">Which processes the operation is about.</param>
/// <param name="before">What was before it; null for one that replaces nothing.</param>
internal sealed class ProgressLine(ControlClient client, Func<ProcessJson, bool> concerns, SnapshotJson? before)
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMilliseconds(400), Between = TimeSpan.FromMilliseconds(250);

    private readonly Dictionary<string, int?> _pidsBefore = before?.Processes.ToDictionary(process => process.Name, process => process.Pid) ?? [];

    /// <summary>Whether anybody would see it.</summary>
    internal static bool IsSeen => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Shows it until the operation has ended.</summary>
    internal async Task ShowAsync(Task operation)
    {
        using var ended = new CancellationTokenSource();
        _ = operation.ContinueWith(_ => ended.Cancel(), TaskScheduler.Default);
        bool isShown = false;
        try
        {
            await Task.Delay(FirstAfter, ended.Token).ConfigureAwait(false);
            while (true)
            {
                SnapshotJson snapshot = await client.GetSnapshotAsync(ended.Token).ConfigureAwait(false);
                string text = TerminalText.Cut(TextOf([.. snapshot.Processes.Where(concerns)]), ScreenSize.Columns - 1);
                await Console.Error.WriteAsync($"\r{text}\e[K").ConfigureAwait(false);
                isShown = true;
                await Task.Delay(Between, ended.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ControlFailure)
        {
            // What has become of the operation is told by itself.
        }
        finally
        {
            if (isShown)
                await Console.Error.WriteAsync("\r\e[K").ConfigureAwait(false);
        }
    }

    private string TextOf(IReadOnlyCollection<ProcessJson> processes)
    {
        // Who stands in for others is gone again at the end.
        ProcessJson[] wanted = [.. processes.Where(process => process is { Wanted: true, StandIn: false })];
        int running = wanted.Count(process => process.State is ProcessState.Running or ProcessState.Completed);
        int leaving = processes.Count(process => !process.Wanted && process.State is not (ProcessState.Stopped or ProcessState.Completed or ProcessState.Failed));
        int replaced = wanted.Count(process => process.State == ProcessState.Running && _pidsBefore.TryGetValue(process.Name, out int? pid) && pid != process.Pid);
        string[] parts =
        [
            .. before is not null ? [Text($"restarting: {replaced} of {wanted.Length} are new")]
                : running < wanted.Length ? [Text($"starting: {running} of {wanted.Length} run")] : Array.Empty<string>(),
            .. leaving > 0 ? [Text($"stopping: {leaving} still {(leaving == 1 ? "runs" : "run")}")] : Array.Empty<string>(),
        ];
        return parts.Length == 0 ? "waiting for the answer" : string.Join("; ", parts);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
