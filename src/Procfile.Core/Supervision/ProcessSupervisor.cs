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
public sealed partial class ProcessSupervisor : IAsyncDisposable
{
    private readonly SupervisorEngine _engine;
    private readonly SupervisorThread _thread;
    private readonly EventHub _events;
    private readonly OutputRoutes _output;
    private readonly GuardedLog _log;
    private ProcessPlan _plan;

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
        (_plan, Time) = (plan, options.TimeProvider);
        var log = new GuardedLog(options.LoggerFactory.CreateLogger("Procfile.Core.Supervisor"));
        _log = log;
        _events = new EventHub(options.TimeProvider);
        _output = new OutputRoutes(type => options.FindOptionsFor(type)?.Output ?? options.Output, options.RecentOutput, ReportSinkFailure);
        RecentOutput = options.RecentOutput;
        _thread = new SupervisorThread(options.TimeProvider, log);

        // What bad options can spoil comes before the launcher, whose threads would stay.
        var specs = new SpecFactory(options.UniqueInts ?? new UniqueIntRegistry());
        AnnounceFormation(plan);
        IProcessLauncher launcher = options.Launcher ?? ProcessLauncher.Create(new LauncherOptions
        {
            OrphanPolicy = options.OrphanPolicy,
            LoggerFactory = options.LoggerFactory,
        });
        var desk = new LaunchDesk(specs, launcher, _thread.Mailbox, _output, options.TimeProvider);
        // Whoever collects may do so at once.
        var metrics = new SupervisorMetrics(options.MeterFactory, () => _engine?.Snapshot, log);
        _engine = new SupervisorEngine(new EngineSettings(
            plan, desk, _events, metrics, options.TimeProvider, Steady(options.Random ?? SharedRandom), Math.Max(1, options.ConcurrentStarts), log));
        _thread.Start(_engine, () =>
        {
            desk.Dispose();
            metrics.Dispose();
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

    /// <summary>The latest output of all processes; null when <see cref="SupervisorOptions.RecentOutput"/> was not set.</summary>
    public RecentOutputSink? RecentOutput { get; }

    /// <summary>How many batches of output were lost because the sink threw.</summary>
    public long LostBatches => _output.Failures;

    /// <summary>The overall view. Costs a read of one field, whoever asks and how often.</summary>
    public SupervisorSnapshot GetSnapshot() => _engine.Snapshot;

    /// <summary>
    /// All that happens from this call on. A reader that is slow loses the oldest events and is told how many
    /// (<see cref="SupervisorEventKind.EventsDropped"/>); it never slows the supervisor. To be read once: the stream ends with the
    /// first loop that is left, and with the supervisor.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<SupervisorEvent> WatchAsync(CancellationToken cancellationToken = default) => _events.Subscribe(cancellationToken);

    /// <summary>Asks whether the supervisor is alive. Nothing else is done.</summary>
    /// <returns>Ends when the supervisor's own thread has taken notice; cancelled when the supervisor has ended.</returns>
    public Task PingAsync() => Ask(() => true);

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

    internal TimeProvider Time { get; }

#pragma warning disable RS0030 // The one place where the randomness that is injected everywhere else comes from.
    private static double SharedRandom() => Random.Shared.NextDouble();
#pragma warning restore RS0030

    /// <summary>What the host's generator gives, brought between 0 and 1; a delay without jitter is no reason to lose a process.</summary>
    private static Func<double> Steady(Func<double> random) => () =>
    {
        try
        {
            double number = random();
            return number is >= 0 and < 1 ? number : 0;
        }
#pragma warning disable CA1031 // It may throw anything.
        catch (Exception)
#pragma warning restore CA1031
        {
            return 0;
        }
    };

    private void AnnounceFormation(ProcessPlan plan)
    {
        foreach (ProcessType type in plan.Types)
        {
            for (int index = 1; index <= plan.CountOf(type.Name); index++)
                _ = _output.SinkFor(new OutputSource(plan.NameOf(type.Name, index), type.Name, type.Position, index));
        }
    }

    private void ReportSinkFailure(Exception exception)
    {
        SupervisorLog.SinkFailed(_log, exception);
        _thread.Mailbox.Post(() => _engine.Tell(SupervisorEventKind.SinkFailed, exception.Message));
    }
}
