using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision;

/// <summary>How a supervisor runs its processes.</summary>
public sealed class SupervisorOptions
{
    /// <summary>How many processes of each type.</summary>
    /// <value>Default: <see langword="null"/>, one of each.</value>
    public Formation? Formation { get; set; }

    /// <summary>The directory processes run in.</summary>
    /// <value>Default: <see langword="null"/>, the host's current directory.</value>
    public string? Directory { get; set; }

    /// <summary>The variables of every process, before those of its type and the injected <c>PORT</c> and <c>PS</c>.</summary>
    /// <value>Default: <see langword="null"/>, the host's environment.</value>
    public IReadOnlyDictionary<string, string>? Variables { get; set; }

    /// <summary>Options by process type; a type that is not named here has the defaults.</summary>
    /// <value>Default: none.</value>
    public IDictionary<string, ProcessTypeOptions> Types { get; } = new Dictionary<string, ProcessTypeOptions>();

    /// <summary>When a process that ended is started again, for types that do not say otherwise.</summary>
    /// <value>Default: <see cref="Supervision.RestartPolicy.Always"/>.</value>
    public IRestartPolicy RestartPolicy { get; set; } = Supervision.RestartPolicy.Always;

    /// <summary>How processes are stopped, for types that do not say otherwise.</summary>
    /// <value>Default: <see langword="null"/>: by the program, else <c>term, 10, kill</c>.</value>
    public StopSequence? StopSequence { get; set; }

    /// <summary>What happens when a process ends without having been asked to.</summary>
    /// <value>Default: <see cref="ExitBehavior.Restart"/>.</value>
    public ExitBehavior OnExit { get; set; }

    /// <summary>Where output goes, of types that do not say otherwise (<see cref="ProcessTypeOptions.Output"/>).</summary>
    /// <value>Default: <see langword="null"/>, nowhere.</value>
    public IOutputSink? Output { get; set; }

    /// <summary>
    /// Remembers the latest output of all processes, whatever sink takes it, for logs that are looked at later. Has it before the sink has,
    /// also when that blocks or fails.
    /// </summary>
    /// <value>Default: <see langword="null"/>, nothing is remembered.</value>
    public RecentOutputSink? RecentOutput { get; set; }

    /// <summary>How ports are given out.</summary>
    /// <value>Default: <see cref="PortPolicy.Foreman"/>.</value>
    public PortPolicy Ports { get; set; } = PortPolicy.Foreman;

    /// <summary>The port that counting begins at.</summary>
    /// <value>Default: <see langword="null"/>, the variable <c>PORT</c>, else 5000.</value>
    public int? BasePort { get; set; }

    /// <summary>What processes are called, and the variable that tells them.</summary>
    /// <value>Default: <see cref="ProcessNaming.Foreman"/>, <c>web.1</c> in <c>PS</c>.</value>
    public ProcessNaming Naming { get; set; } = ProcessNaming.Foreman;

    /// <summary>The shell for commands that need one, see <see cref="CommandExpander.ShellPath"/>.</summary>
    /// <value>Default: <c>/bin/sh</c>.</value>
    public string ShellPath { get; set; } = CommandExpander.UsualShell;

    /// <summary>How commands are carried out.</summary>
    /// <value>Default: directly where that is the same, else by <c>/bin/sh</c>.</value>
    public CommandMode CommandMode { get; set; }

    /// <summary>Values for <c>{{TOKENS}}</c> in commands besides <c>{{UNIQUE_INT}}</c>.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public ITokenSource? Tokens { get; set; }

    /// <summary>Where unique integers are leased from.</summary>
    /// <value>Default: <see langword="null"/>, the host-wide registry.</value>
    public UniqueIntRegistry? UniqueInts { get; set; }

    /// <summary>What starts the processes.</summary>
    /// <value>Default: <see langword="null"/>, the best one for the platform; the supervisor then disposes it too.</value>
    public IProcessLauncher? Launcher { get; set; }

    /// <summary>What becomes of the processes when this host dies without having stopped them. For the default launcher only.</summary>
    /// <value>Default: <see cref="Launching.OrphanPolicy.Kill"/>, they end within 3 s.</value>
    public OrphanPolicy OrphanPolicy { get; set; }

    /// <summary>Where log lines go.</summary>
    /// <value>Default: nowhere.</value>
    public ILoggerFactory LoggerFactory { get; set; } = NullLoggerFactory.Instance;

    /// <summary>The clock. Delays are counted by its monotonic timestamps, never by the time of day.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>How many starts may be under way at once.</summary>
    /// <value>Default: twice the processors, at least 4.</value>
    public int ConcurrentStarts { get; set; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>Makes the meter <c>Procfile.Core</c>, whose instruments <see cref="SupervisorMeter"/> lists.</summary>
    /// <value>Default: <see langword="null"/>, a meter of the supervisor's own; a host with dependency injection has a factory.</value>
    public IMeterFactory? MeterFactory { get; set; }

    /// <summary>Gives numbers from 0 up to 1, for jitter. Called on the supervisor's thread only.</summary>
    /// <value>Default: <see langword="null"/>, the shared random number generator.</value>
    public Func<double>? Random { get; set; }

    /// <summary>The options of a process type, made when there are none yet.</summary>
    /// <param name="type">The type's name.</param>
    public ProcessTypeOptions OptionsFor(string type)
    {
        if (FindOptionsFor(type) is not { } own)
            Types[type] = own = new ProcessTypeOptions();
        return own;
    }

    /// <summary>The options of a process type; null when it has only the defaults.</summary>
    internal ProcessTypeOptions? FindOptionsFor(string type) => Types.TryGetValue(type, out ProcessTypeOptions? own) ? own : null;
}
