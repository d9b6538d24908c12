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
    internal static Command Create()
    {
        Command command = ControlOptions.Create("events", "Shows what has happened: starts, ends, restarts, scaling.", ControlOptions.Follow, ControlOptions.Recent);
        command.SetAction(parsed => ControlSession.Use(parsed, RunAsync, watches: true));
        return command;
    }

    private static async Task<int> RunAsync(ControlSession session)
    {
        bool follow = session.Parsed.GetValue(ControlOptions.Follow);
        int recent = session.Parsed.ValueOf(ControlOptions.Recent) ?? ControlOptions.RecentByDefault;
        string address = string.Create(CultureInfo.InvariantCulture, $"events?recent={recent}&follow={(follow ? "true" : "false")}");
        var output = new LiveOutput(session);
        return await output.ShowAsync(new LiveStream(session.Client, address, follow), "events", item => Show(session, output, item)).ConfigureAwait(false);
    }

    private static void Show(ControlSession session, LiveOutput output, SseItem<string> item)
    {
        EventJson happened = session.Client.Read(item.Data, shapes => shapes.EventJson);
        if (session.Json)
            output.WriteJson(item.Data);
        else if (happened.Text is { Length: > 0 } text)
            output.WriteLine($"{TimeOf(happened)} {TerminalText.Clean(text)}");
    }

    /// <summary>The local time, with the date unless it is today's.</summary>
    private static string TimeOf(EventJson happened)
    {
        DateTimeOffset local = happened.Time.ToLocalTime();
        return local.ToString(local.Date == DateTimeOffset.Now.Date ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
