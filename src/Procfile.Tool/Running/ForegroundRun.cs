using System.Runtime.InteropServices;
using Procfile.Core.Supervision;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Running;

/// <summary>A supervised run in the foreground: until everything has ended, or somebody asks for the end.</summary>
internal sealed class ForegroundRun(ProcessSupervisor supervisor, ConsoleOutput console)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private int _requests;

    internal static int Run(ProcessPlan plan, ConsoleOutput console, BrokenPipe onBrokenPipe)
    {
        var supervisor = new ProcessSupervisor(plan);
        if (onBrokenPipe == BrokenPipe.Stop)
            console.ReaderGone += () => supervisor.StopAsync();
        return new ForegroundRun(supervisor, console).Run();
    }

    private int Run()
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestEnd);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestEnd);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, RequestEnd);
        Task telling = TellEvents(supervisor.WatchAsync());

        _ = TidyUpAfter(supervisor.StartAsync());
        int code = supervisor.Ended.GetAwaiter().GetResult();
        supervisor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _ = telling.Wait(LastWords);
        return code;
    }

    /// <summary>
    /// The start of many processes leaves garbage that the collector sees no hurry to take away, and from then on little is allocated:
    /// without this it would stay resident for the whole run.
    /// </summary>
    private static async Task TidyUpAfter(Task start)
    {
        await start.ConfigureAwait(false);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>The first request stops by the stop sequences, the second kills, the third leaves at once.</summary>
    private void RequestEnd(PosixSignalContext context)
    {
        int request = Interlocked.Increment(ref _requests);
        context.Cancel = request < 3;
        string name = context.Signal.ToString();
        if (request == 1)
        {
            console.Say($"{name}: stopping; once more kills");
            supervisor.StopAsync();
        }
        else if (request == 2)
        {
            console.Say($"{name}: killing");
            supervisor.KillAsync();
        }
    }

    private async Task TellEvents(IAsyncEnumerable<SupervisorEvent> events)
    {
        await foreach (SupervisorEvent happened in events.ConfigureAwait(false))
        {
            // What cannot be written to standard output cannot be said there.
            if (happened.Kind == SupervisorEventKind.SinkFailed)
                Complaints.Say($"output is lost: {happened.Message}");
            else if (EventText.Of(happened) is { } text)
                console.Say(text);
        }
    }
}
