using Microsoft.Extensions.Logging;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision.Engine;
using Procfile.Core.Syntax;

namespace Procfile.Core.Supervision;

/// <summary>
/// Runs the processes of a Procfile: starts them, keeps them up, scales them, stops them, shows them.
/// </summary>
/// <remarks>
/// All state belongs to one thread of the supervisor's own; members may be called from any thread. An operation's task ends when
/// its effect is reached, and a cancelled wait only ends the wait: the operation goes on. Operations that contradict each other end
/// in the one that was asked for last.
/// </remarks>
public sealed class ProcessSupervisor : IAsyncDisposable
{
    private readonly SupervisorEngine _engine;
    private readonly SupervisorThread _thread;
    private readonly EventHub _events;
    private readonly OutputRoutes _output;
    private readonly HashSet<string> _types;

    /// <summary>Makes a supervisor for the entries of a Procfile. Nothing runs before <see cref="StartAsync(CancellationToken)"/>.</summary>
    /// <param name="reading">The Procfile as a dialect reads it.</param>
    /// <param name="options">How to run it; default when null.</param>
    public ProcessSupervisor(ProcfileReading reading, SupervisorOptions? options = null)
        : this(ProcessTypes.From(reading), options)
    {
    }

    /// <summary>Makes a supervisor for process types. Nothing runs before <see cref="StartAsync(CancellationToken)"/>.</summary>
    /// <param name="types">The types; names must differ.</param>
    /// <param name="options">How to run them; default when null.</param>
    /// <exception cref="ArgumentException">Two types have one name.</exception>
    public ProcessSupervisor(IEnumerable<ProcessType> types, SupervisorOptions? options = null)
        : this(new ProcessPlan(types, options))
    {
    }

    /// <summary>Makes a supervisor that does what a plan says. Nothing runs before <see cref="StartAsync(CancellationToken)"/>.</summary>
    /// <param name="plan">The plan.</param>
    public ProcessSupervisor(ProcessPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        SupervisorOptions options = plan.Options;
        _types = plan.Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);

        var log = new GuardedLog(options.LoggerFactory.CreateLogger("Procfile.Core.Supervisor"));
        _events = new EventHub(options.TimeProvider);
        _output = new OutputRoutes(
            type => options.Types.TryGetValue(type, out ProcessTypeOptions? own) && own.Output is { } sink ? sink : options.Output,
            exception => ReportSinkFailure(options.TimeProvider, log, exception));
        _thread = new SupervisorThread(options.TimeProvider, log);

        // What bad options can spoil comes before the launcher, whose threads would stay.
        var specs = new SpecFactory(plan, options.UniqueInts ?? new UniqueIntRegistry());
        IReadOnlyList<ManagedType> managed = ManagedTypes.From(plan.Types, options);
        AnnounceFormation(managed);
        IProcessLauncher launcher = options.Launcher ?? ProcessLauncher.Create(new LauncherOptions
        {
            OrphanPolicy = options.OrphanPolicy,
            LoggerFactory = options.LoggerFactory,
        });
        var desk = new LaunchDesk(request => specs.Prepare(request.Type, request.Index, request.Lease), launcher, _thread.Mailbox, _output);
        _engine = new SupervisorEngine(new EngineSettings(
            managed, desk, _events, options.TimeProvider, options.Random ?? SharedRandom, options.OnExit,
            Math.Max(1, options.ConcurrentStarts), log));
        _thread.Start(_engine, () =>
        {
            desk.Dispose();
            _events.Close();
            if (options.Launcher is null)
                (launcher as IDisposable)?.Dispose();
        });
    }

    /// <summary>
    /// Ends when all processes have ended for good or the supervisor has been stopped, with an exit code: 0 after a stop that was
    /// asked for, else that of the first process that failed, 128 + n for signal n.
    /// </summary>
    public Task<int> Ended => _engine.Ended;

    /// <summary>How many batches of output were lost because the sink threw.</summary>
    public long LostBatches => _output.Failures;

    /// <summary>The overall view. Costs a read of one field, whoever asks and how often.</summary>
    public SupervisorSnapshot GetSnapshot() => _engine.Snapshot;

    /// <summary>
    /// All that happens from this call on. A reader that is slow loses the oldest events and is told how many
    /// (<see cref="SupervisorEventKind.EventsDropped"/>); it never slows the supervisor.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<SupervisorEvent> WatchAsync(CancellationToken cancellationToken = default) => _events.Subscribe(cancellationToken);

    /// <summary>Starts all processes of the formation that do not run.</summary>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    public Task<OperationResult> StartAsync(CancellationToken cancellationToken = default) =>
        Do(_engine.StartAll, cancellationToken);

    /// <summary>Starts the processes of a type, or one process.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> StartAsync(string name, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Start(operation, name), cancellationToken);

    /// <summary>Stops all processes, in parallel, each by its stop sequence.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    public Task<OperationResult> StopAsync(CancellationToken cancellationToken = default) => Do(_engine.StopAll, cancellationToken);

    /// <summary>Stops the processes of a type, or one process.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> StopAsync(string name, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Stop(operation, name), cancellationToken);

    /// <summary>Stops all processes with KILL; also cuts short the stops that are under way.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    public Task<OperationResult> KillAsync(CancellationToken cancellationToken = default) => Do(_engine.KillAll, cancellationToken);

    /// <summary>Restarts the processes of a type, or one process: stops each by its sequence, then starts it.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the restart.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> RestartAsync(string name, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Restart(operation, name), cancellationToken);

    /// <summary>Changes how many processes of a type run. Takes the highest numbers away and fills the lowest free ones.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="change">An absolute number or a change; a number below 0 becomes 0.</param>
    /// <param name="cancellationToken">Ends the wait, not the scaling.</param>
    /// <returns>Ends when the added run or wait for their next try, and nothing is left of the removed.</returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> ScaleAsync(string type, ScaleChange change, CancellationToken cancellationToken = default) =>
        DoTyped(type, operation => _engine.Scale(operation, type, change.Apply), cancellationToken);

    /// <summary>Scales a type to 0 and remembers how many there were, as Cloud 66 does.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="cancellationToken">Ends the wait, not the pause.</param>
    /// <returns>Ends when nothing of them is left.</returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> PauseAsync(string type, CancellationToken cancellationToken = default) =>
        DoTyped(type, operation => _engine.Pause(operation, type), cancellationToken);

    /// <summary>Scales a paused type back to as many processes as there were.</summary>
    /// <param name="type">The type's name.</param>
    /// <param name="cancellationToken">Ends the wait, not the resumption.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> ResumeAsync(string type, CancellationToken cancellationToken = default) =>
        DoTyped(type, operation => _engine.Resume(operation, type), cancellationToken);

    /// <summary>Sends a signal to processes and all they have started.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="signal">The signal.</param>
    /// <returns>Whether somebody got it.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<bool> SignalAsync(string name, ProcessSignal signal)
    {
        CheckName(name);
        var completion = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _thread.Do(() => CarryOut(() => completion.TrySetResult(_engine.Signal(name, signal)), completion), () => completion.TrySetCanceled());
        return completion.Task;
    }

    /// <summary>Stops all processes and ends the supervisor.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Disposed before.
        }

        await _thread.StopAsync().ConfigureAwait(false);
    }

#pragma warning disable RS0030 // The one place where the randomness that is injected everywhere else comes from.
    private static double SharedRandom() => Random.Shared.NextDouble();
#pragma warning restore RS0030

    private Task<OperationResult> DoTyped(string type, Action<Operation> request, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        return _types.Contains(type)
            ? Do(request, cancellation)
            : throw new ArgumentException($"There is no process type \"{type}\": there are {string.Join(", ", _types)}.", nameof(type));
    }

    private Task<OperationResult> DoNamed(string name, Action<Operation> request, CancellationToken cancellation)
    {
        CheckName(name);
        return Do(request, cancellation);
    }

    private void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        bool known = _types.Any(type => ProcessNames.Matches(name, type))
            || GetSnapshot().Processes.Any(process => ProcessNames.Matches(name, process.Name));
        if (!known)
            throw new ArgumentException($"There is no process and no process type \"{name}\": the types are {string.Join(", ", _types)}.", nameof(name));
    }

    private Task<OperationResult> Do(Action<Operation> request, CancellationToken cancellation)
    {
        var completion = new TaskCompletionSource<OperationResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var operation = new Operation(completion);
        _thread.Do(() => CarryOut(() => request(operation), completion), () => completion.TrySetCanceled());
        return completion.Task.WaitAsync(cancellation);
    }

    /// <summary>Whoever waits hears of a request that could not be carried out, instead of waiting for ever.</summary>
    private static void CarryOut<T>(Action request, TaskCompletionSource<T> completion)
    {
        try
        {
            request();
        }
        catch (Exception exception)
        {
            completion.TrySetException(exception);
            throw;
        }
    }

    private void AnnounceFormation(IReadOnlyList<ManagedType> types)
    {
        foreach (ManagedType type in types)
        {
            for (int index = 1; index <= type.Wished; index++)
                _ = _output.SinkFor(new OutputSource(type.NameOf(index), type.Definition.Name, type.Definition.Position, index));
        }
    }

    private void ReportSinkFailure(TimeProvider time, ILogger log, Exception exception)
    {
        SupervisorLog.SinkFailed(log, exception);
        _events.Publish(new SupervisorEvent { Kind = SupervisorEventKind.SinkFailed, Time = time.GetUtcNow(), Message = exception.Message });
    }
}
