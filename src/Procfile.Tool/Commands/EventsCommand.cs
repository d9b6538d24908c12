using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Control;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile events</c>: what has happened, a line each.</summary>
internal static class EventsCommand
{
    /// <summary>How many events there are for one that is worth a line, and some more.</summary>
    private const int EventsPerLine = 10;

    private const string Events = "events";

    internal static Command Create()
    {
        Command command = ControlOptions.Create("events", "Shows what has happened: starts, ends, restarts, scaling.", ControlOptions.Follow, ControlOptions.Recent);
        command.SetAction(parsed => ControlSession.Use(parsed, RunAsync, watches: true));
        return command;
    }

    private static async Task<int> RunAsync(ControlSession session)
    {
        int lines = session.Parsed.ValueOf(ControlOptions.Recent) ?? ControlOptions.RecentByDefault;
        int recent = session.Json ? lines : (int)Math.Min(int.MaxValue, (long)lines * EventsPerLine);
        string address = string.Create(CultureInfo.InvariantCulture, $"events?recent={recent}");
        var output = new LiveOutput(session);

        // Only some events are worth a line: which are the last of those is known when all of the past has come.
        var past = new LiveStream(session.Client, address + "&follow=false", follow: false);
        var kept = new Queue<string>();
        await output.ShowAsync(past, Events, item => Keep(kept, lines, LineOf(session, item)), Complaints.Say).ConfigureAwait(false);
        foreach (string line in kept)
            output.WriteLine(line);
        if (!session.Parsed.GetValue(ControlOptions.Follow))
            return ExitCodes.Fine;

        var future = new LiveStream(session.Client, address, follow: true, past.LastId);
        return await output.ShowAsync(future, Events, item => Show(output, LineOf(session, item)), Complaints.Say).ConfigureAwait(false);
    }

    private static void Keep(Queue<string> kept, int count, string? line)
    {
        if (line is not null)
            kept.Enqueue(line);
        if (kept.Count > count)
            kept.Dequeue();
    }

    private static void Show(LiveOutput output, string? line)
    {
        if (line is not null)
            output.WriteLine(line);
    }

    /// <summary>The event in a line; null when it is not worth one.</summary>
    private static string? LineOf(ControlSession session, SseItem<string> item)
    {
        EventJson happened = session.Client.Read(item.Data, shapes => shapes.EventJson);
        if (session.Json)
            return item.Data.ReplaceLineEndings(" ");
        return happened.Text is { Length: > 0 } text ? $"{TimeOf(happened)} {TerminalText.Clean(text)}" : null;
    }

    /// <summary>The local time, with the date unless it is today's.</summary>
    private static string TimeOf(EventJson happened)
    {
        DateTimeOffset local = happened.Time.ToLocalTime();
        return local.ToString(local.Date == DateTimeOffset.Now.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
