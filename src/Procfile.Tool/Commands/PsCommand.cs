using System.CommandLine;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Control;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile ps</c>: the overall view, once or as it changes.</summary>
internal static class PsCommand
{
    private static readonly Option<bool> Watch = new("--watch", "-w") { Description = "Shows it again with every change, until Ctrl+C." };

    internal static Command Create()
    {
        Command command = ControlOptions.Create("ps", "Shows what runs: state, port, uptime, restarts, CPU, memory, and what is wrong.", ControlOptions.Names, Watch);
        command.SetAction(parsed => ControlSession.Use(parsed, RunAsync, watches: true));
        return command;
    }

    private static async Task<int> RunAsync(ControlSession session)
    {
        string[] names = session.Parsed.GetValue(ControlOptions.Names) ?? [];
        (SnapshotJson snapshot, byte[] exact) = await session.Client.LookAsync(session.Cancellation).ConfigureAwait(false);
        if (NameCheck.FindUnknown(names, snapshot) is { } unknown)
            return Complaints.Usage(TerminalText.Clean(unknown));
        if (session.Parsed.GetValue(Watch))
            return await new SnapshotWatch(session, names).RunAsync().ConfigureAwait(false);
        if (session.Json)
            SnapshotView.PrintJson(names, snapshot, exact);
        else
            Console.Out.WriteLine(SnapshotView.Once(SnapshotView.Only(names, snapshot)));
        return ExitCodes.Fine;
    }
}
