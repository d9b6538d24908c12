using System.Runtime.InteropServices;
using Procfile.Core.Notifying;
using Procfile.Core.Supervision;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Running;

/// <summary>A supervised run in the foreground: until everything has ended, or somebody asks for the end.</summary>
/// <param name="supervisor">The supervisor.</param>
/// <param name="console">What a person sees.</param>
/// <param name="reports">What the service manager is told.</param>
/// <param name="reload">Reads the Procfile anew; null where that cannot be done.</param>
internal sealed class ForegroundRun(ProcessSupervisor supervisor, ConsoleOutput console, SupervisorReports reports, Func<ProcessSupervisor, Task<ReloadResult>>? reload)
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private int _requests;
    private int _reloading;

    // Looked at before: one that has gone away is none any more.
    private readonly bool _hasTerminal = !Console.IsInputRedirected;

    internal static int Run(
        ProcessPlan plan, ConsoleOutput console, BrokenPipe onBrokenPipe, ServiceManager manager, Func<ProcessSupervisor, IAsyncDisposable?> serve, Func<ProcessSupervisor, Task<ReloadResult>>? reload, Func<ProcessSupervisor, ReloadWatcher>? watch)
    {
        var supervisor = new ProcessSupervisor(plan);
        if (onBrokenPipe == BrokenPipe.Stop)
            console.ReaderGone += () => supervisor.StopAsync();
        return new ForegroundRun(supervisor, console, new SupervisorReports(supervisor, manager), reload).Run(serve, watch);
    }

    private int Run(Func<ProcessSupervisor, IAsyncDisposable?> serve, Func<ProcessSupervisor, ReloadWatcher>? watch)
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestEnd);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestEnd);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, HangUp);
        Task telling = TellEvents(supervisor.WatchAsync());
        IAsyncDisposable? server = serve(supervisor);

        _ = AfterStart(supervisor.StartAsync());
        ReloadWatcher? watcher = watch?.Invoke(supervisor);
        int code = supervisor.Ended.GetAwaiter().GetResult();
        watcher?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        reports.DisposeAsync().AsTask().GetAwaiter().GetResult();
        supervisor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        server?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _ = telling.Wait(LastWords);
        return code;
    }

    private async Task AfterStart(Task start)
    {
        await start.ConfigureAwait(false);
        reports.Ready();
        ResidentMemory.LetGo();
    }

    /// <summary>
    /// Who has a terminal and hangs up wants the end. Without one, as a service, the signal asks for the Procfile to be read anew.
    /// </summary>
    private void HangUp(PosixSignalContext context)
    {
        if (reload is null || _hasTerminal)
        {
            RequestEnd(context);
            return;
        }

        context.Cancel = true;
        // One at a time: what has changed meanwhile, the one under way may have read already, and a further signal reads again.
        if (Interlocked.Exchange(ref _reloading, 1) == 0)
            _ = ReloadAsync(reload);
    }

    private async Task ReloadAsync(Func<ProcessSupervisor, Task<ReloadResult>> carryOut)
    {
        try
        {
            // What comes of it is told by the events.
            await reports.ReloadAsync(() => Task.Run(() => carryOut(supervisor))).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The end came first.
        }
        finally
        {
            Interlocked.Exchange(ref _reloading, 0);
        }
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
            reports.Stopping();
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
            else if (happened.Describe() is { } text)
                console.Say(text);
        }
    }
}
