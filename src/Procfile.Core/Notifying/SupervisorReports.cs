using System.Globalization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Notifying;

/// <summary>
/// Reports a supervisor to the service manager: ready when its formation has been started, what runs whenever that changes, and signs of
/// life as long as the supervisor answers.
/// </summary>
/// <remarks>
/// A sign of life is no mere timer: it is given when the supervisor's own thread has taken notice of a question. One that hangs gives
/// none, and the service manager restarts the program. The asking has a thread of its own, whatever the host's thread pool is busy with.
/// </remarks>
public sealed class SupervisorReports : IAsyncDisposable
{
    private readonly ProcessSupervisor _supervisor;
    private readonly ServiceManager _manager;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _watching;
    private readonly Thread? _askingForLife;
    private volatile bool _isReady, _isStopping;
    private string _lastStatus = "";

    /// <summary>Begins to report. Without a service manager nothing is done.</summary>
    /// <param name="supervisor">The supervisor.</param>
    /// <param name="manager">The service manager; it stays the caller's to dispose.</param>
    public SupervisorReports(ProcessSupervisor supervisor, ServiceManager manager)
    {
        ArgumentNullException.ThrowIfNull(supervisor);
        ArgumentNullException.ThrowIfNull(manager);
        (_supervisor, _manager) = (supervisor, manager);
        _watching = manager.IsPresent ? WatchAsync() : Task.CompletedTask;
        if (manager.Watchdog is not { } time)
            return;
        _askingForLife = new Thread(() => AskForLife(time / 2)) { IsBackground = true, Name = "procfile-watchdog" };
        _askingForLife.Start();
    }

    /// <summary>The formation in a line: <c>3 of 4 running: web 1/1, worker 2/3</c>.</summary>
    /// <param name="snapshot">The overall view.</param>
    /// <returns>The line; of types whose processes crash again and again it says so.</returns>
    public static string StatusOf(SupervisorSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ILookup<string, ProcessSnapshot> processes = snapshot.Processes.ToLookup(process => process.Type);
        string[] types = [.. snapshot.Types.Where(type => type.Count > 0 || processes[type.Name].Any(IsRunning)).Select(Of)];
        int running = snapshot.Processes.Count(IsRunning);
        int wished = snapshot.Types.Sum(type => type.Count);
        return string.Create(CultureInfo.InvariantCulture, $"{running} of {wished} running{(types.Length == 0 ? "" : ": ")}{string.Join(", ", types)}");

        string Of(TypeSnapshot type)
        {
            string note = processes[type.Name].Any(process => process.CrashLooping) ? " (crash loop)" : "";
            return string.Create(CultureInfo.InvariantCulture, $"{type.Name} {processes[type.Name].Count(IsRunning)}/{type.Count}{note}");
        }
    }

    /// <summary>The formation has been started.</summary>
    public void Ready()
    {
        _isReady = true;
        _manager.Ready(StatusOf(_supervisor.GetSnapshot()));
    }

    /// <summary>The supervisor has been asked to stop.</summary>
    public void Stopping()
    {
        _isStopping = true;
        _manager.Stopping();
    }

    /// <summary>Carries out a reload between the messages that belong to it.</summary>
    /// <param name="reload">The reload; what it throws goes to the caller, after the service manager has been told that it is over.</param>
    public async Task ReloadAsync(Func<Task> reload)
    {
        ArgumentNullException.ThrowIfNull(reload);
        _manager.Reloading();
        try
        {
            await reload().ConfigureAwait(false);
        }
        finally
        {
            Ready();
        }
    }

    /// <summary>Ends the reports.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _askingForLife?.Join();
        _end.Dispose();
    }

    private static bool IsRunning(ProcessSnapshot process) => process.State == ProcessState.Running;

    private async Task WatchAsync()
    {
        try
        {
            await foreach (SupervisorEvent _ in _supervisor.WatchAsync(_end.Token).ConfigureAwait(false))
            {
                string status = StatusOf(_supervisor.GetSnapshot());
                if (status == _lastStatus)
                    continue;
                _lastStatus = status;
                _manager.Status(_isStopping ? $"stopping, {status}" : _isReady ? status : $"starting, {status}");
            }
        }
        catch (OperationCanceledException)
        {
            // The reports have ended.
        }
    }

    private void AskForLife(TimeSpan interval)
    {
        while (!_end.IsCancellationRequested)
        {
            if (Answers(interval))
                _manager.Alive();
            _end.Token.WaitHandle.WaitOne(interval);
        }
    }

    private bool Answers(TimeSpan patience)
    {
        try
        {
            return _supervisor.PingAsync().Wait((int)Math.Min(patience.TotalMilliseconds, int.MaxValue), _end.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
        {
            // The supervisor has ended.
            return false;
        }
    }
}
