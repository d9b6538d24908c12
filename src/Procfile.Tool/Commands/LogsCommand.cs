using System.CommandLine;
using System.Globalization;
using System.Net.ServerSentEvents;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Control;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile logs</c>: what the processes have written, as <c>start</c> shows it.</summary>
internal static class LogsCommand
{
    internal static Command Create()
    {
        Command command = ControlOptions.Create(
            "logs", "Shows what processes have written, and with -f what they write.", [ControlOptions.Names, ControlOptions.Follow, ControlOptions.Recent, .. OutputChoices.OfLines]);
        command.SetAction(parsed => ControlSession.Use(parsed, RunAsync, watches: true));
        return command;
    }

    private static async Task<int> RunAsync(ControlSession session)
    {
        string[] names = session.Parsed.GetValue(ControlOptions.Names) ?? [];
        SnapshotJson snapshot = await session.Client.GetSnapshotAsync(session.Cancellation).ConfigureAwait(false);
        if (NameCheck.FindUnknown(names, snapshot) is { } unknown)
            return Complaints.Usage(TerminalText.Clean(unknown));

        bool follow = session.Parsed.GetValue(ControlOptions.Follow);
        int recent = session.Parsed.ValueOf(ControlOptions.Recent) ?? ControlOptions.RecentByDefault;
        string address = string.Create(CultureInfo.InvariantCulture, $"logs?recent={recent}&follow={(follow ? "true" : "false")}")
            + string.Concat(names.Select(name => $"&name={Uri.EscapeDataString(name)}"));
        var output = new LiveOutput(session);
        var lines = new LineOutput(output.Stream, snapshot, names, session.Parsed);
        return await output.ShowAsync(
            new LiveStream(session.Client, address, follow),
            "lines",
            session.Json ? item => ShowJson(session, output, item) : item => Show(session, lines, item),
            session.Json ? Complaints.Say : lines.Say).ConfigureAwait(false);
    }

    private static void Show(ControlSession session, LineOutput lines, SseItem<string> item)
    {
        try
        {
            lines.Write(Line(session, item));
        }
        catch (FormatException)
        {
            throw session.Client.NoSense("a line is no base64");
        }
    }

    private static void ShowJson(ControlSession session, LiveOutput output, SseItem<string> item)
    {
        _ = Line(session, item);
        output.WriteJson(item.Data);
    }

    private static LineJson Line(ControlSession session, SseItem<string> item) => session.Client.Read(item.Data, shapes => shapes.LineJson);
}
