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

    internal static Command Create()
    {
        Command command = ControlOptions.Create("events", "Shows what has happened: starts, ends, restarts, scaling.", ControlOptions.Follow, ControlOptions.Recent);
        command.SetAction(parsed => ControlSession.Use(parsed, RunAsync, watches: true));
        return command;
    }

    private static Task<int> RunAsync(ControlSession session)
    {
        bool follow = session.Parsed.GetValue(ControlOptions.Follow);
        int lines = session.Parsed.ValueOf(ControlOptions.Recent) ?? ControlOptions.RecentByDefault;
        int recent = session.Json ? lines : (int)Math.Min(int.MaxValue, (long)lines * EventsPerLine);
        string address = string.Create(CultureInfo.InvariantCulture, $"events?recent={recent}&follow={(follow ? "true" : "false")}");
        var output = new LiveOutput(session);
        var events = new RecentEvents(lines, output.WriteLine);
        return output.ShowAsync(new LiveStream(session.Client, address, follow), "events", item => Show(session, events, item), Complaints.Say, events.EndPast);
    }

    private static void Show(ControlSession session, RecentEvents events, SseItem<string> item)
    {
        EventJson happened = session.Client.Read(item.Data, shapes => shapes.EventJson);
        if (session.Json)
            events.Add(item.Data.ReplaceLineEndings(" "));
        else if (happened.Text is { Length: > 0 } text)
            events.Add($"{TimeOf(happened)} {TerminalText.Clean(text)}");
    }

    /// <summary>The local time, with the date unless it is today's.</summary>
    private static string TimeOf(EventJson happened)
    {
        DateTimeOffset local = happened.Time.ToLocalTime();
        return local.ToString(local.Date == DateTimeOffset.Now.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
