using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Reports;
using Procfile.Tool.Running;

namespace Procfile.Tool.Control;

/// <summary>Standard output for what comes bit by bit. When nobody reads it any more, that is the end, and nothing to complain of.</summary>
internal sealed class LiveOutput(ControlSession session)
{
    private const string Missed = "missed";

    /// <summary>What is of the past comes at once. A sender that does not say where it ends goes on with what happens next.</summary>
    private static readonly TimeSpan FirstOfBurst = TimeSpan.FromSeconds(1), Burst = TimeSpan.FromMilliseconds(200);

    internal Stream Stream { get; } = StandardOutput.Open(session.Interruption.End);

    /// <summary>Shows all that comes.</summary>
    /// <param name="stream">Where it comes from.</param>
    /// <param name="what">What comes, in several.</param>
    /// <param name="show">Shows one of them.</param>
    /// <param name="say">Says something else.</param>
    /// <param name="whenPast">Told once, when all that is of the past has come.</param>
    internal async Task<int> ShowAsync(LiveStream stream, string what, Action<SseItem<string>> show, Action<string> say, Action? whenPast = null)
    {
        bool isPast = whenPast is not null;
        bool follows = session.Parsed.GetValue(ControlOptions.Follow);
        TimeSpan patience = FirstOfBurst;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(session.Cancellation);
        await using IAsyncEnumerator<SseItem<string>> items = stream.ReadAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        while (true)
        {
            Task<bool> next = items.MoveNextAsync().AsTask();
            if (isPast && await Task.WhenAny(next, Task.Delay(patience, session.Cancellation)).ConfigureAwait(false) != next)
            {
                EndPast();
                if (!follows)
                    await enough.CancelAsync().ConfigureAwait(false);
            }

            if (!await IsThereAsync(next).ConfigureAwait(false))
                break;
            patience = Burst;
            if (items.Current.EventType != Missed)
                show(items.Current);
            else
                say(MissedText(session.Client.Read(items.Current.Data, shapes => shapes.MissedJson), what));
        }

        EndPast();
        if (follows)
            Complaints.Say("it has ended");
        return ExitCodes.Fine;

        async Task<bool> IsThereAsync(Task<bool> next)
        {
            try
            {
                return await next.ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!session.Cancellation.IsCancellationRequested)
            {
                // All that was asked for has come.
                return false;
            }
        }

        void EndPast()
        {
            if (isPast)
                whenPast!();
            isPast = false;
        }
    }

    internal void WriteLine(string text) => Stream.Write(Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>One value a line, whatever line breaks it came with.</summary>
    internal void WriteJson(string json) => WriteLine(json.ReplaceLineEndings(" "));

    private static string MissedText(MissedJson missed, string what) => missed.Count is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"… {count} {what} missed")
        : $"… some {what} missed";
}
