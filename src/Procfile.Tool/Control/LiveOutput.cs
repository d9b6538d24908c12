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

    internal Stream Stream { get; } = StandardOutput.Open(session.Interruption.End);

    /// <summary>Shows all that comes.</summary>
    /// <param name="stream">Where it comes from.</param>
    /// <param name="what">What comes, in several.</param>
    /// <param name="show">Shows one of them.</param>
    /// <param name="say">Says something else.</param>
    internal async Task<int> ShowAsync(LiveStream stream, string what, Action<SseItem<string>> show, Action<string> say)
    {
        await foreach (SseItem<string> item in stream.ReadAsync(session.Cancellation).ConfigureAwait(false))
        {
            if (item.EventType != Missed)
                show(item);
            else
                say(MissedText(session.Client.Read(item.Data, shapes => shapes.MissedJson), what));
        }

        if (stream.Follows)
            Complaints.Say("it has ended");
        return ExitCodes.Fine;
    }

    internal void WriteLine(string text) => Stream.Write(Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>One value a line, whatever line breaks it came with.</summary>
    internal void WriteJson(string json) => WriteLine(json.ReplaceLineEndings(" "));

    private static string MissedText(MissedJson missed, string what) => missed.Count is { } count
        ? string.Create(CultureInfo.InvariantCulture, $"… {count} {what} missed")
        : $"… some {what} missed";
}
