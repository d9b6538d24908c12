using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Procfile.Core.Supervision;

namespace Procfile.Tool.Running;

/// <summary>A supervised run in the foreground: until everything has ended, or somebody asks for the end.</summary>
internal sealed class ForegroundRun(ImmutableArray<ProcessType> types, SupervisorOptions options, ConsoleOutput console)
{
    private ProcessSupervisor? _supervisor;
    private int _requests;

    internal int Run()
    {
        options.Output = console.Sink;
        _supervisor = new ProcessSupervisor(types, options);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestEnd);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestEnd);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, RequestEnd);
        Task telling = TellEvents(_supervisor.WatchAsync());

        _supervisor.StartAsync();
        int code = _supervisor.Ended.GetAwaiter().GetResult();
        _supervisor.DisposeAsync().AsTask().GetAwaiter().GetResult();
        telling.GetAwaiter().GetResult();
        return code;
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
            _supervisor!.StopAsync();
        }
        else if (request == 2)
        {
            console.Say($"{name}: killing");
            _supervisor!.KillAsync();
        }
    }

    private async Task TellEvents(IAsyncEnumerable<SupervisorEvent> events)
    {
        await foreach (SupervisorEvent happened in events.ConfigureAwait(false))
        {
            if (EventText.Of(happened) is { } text)
                console.Say(text);
        }
    }
}
