using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>What a host's configuration says of one process type; see <see cref="ProcessTypeOptions"/> for what each means.</summary>
public sealed class ProcessSettings
{
    /// <summary>What people call the type.</summary>
    public string? Label { get; set; }

    /// <summary>The directory to run in, within the application's root.</summary>
    public string? Directory { get; set; }

    /// <summary>Variables for this type alone.</summary>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When a process that ended is started again.</summary>
    /// <value>Default: <see langword="null"/>, what holds for all types.</value>
    public RestartCondition? Restart { get; set; }

    /// <summary>How many restarts within an hour are allowed before a process is given up.</summary>
    /// <value>Default: <see langword="null"/>, no limit.</value>
    public int? RestartLimit { get; set; }

    /// <summary>What happens when a process ends without having been asked to.</summary>
    /// <value>Default: <see langword="null"/>, what holds for all types.</value>
    public ExitBehavior? OnExit { get; set; }

    /// <summary>How a process is stopped: <c>quit, 75, term, 15, kill</c>.</summary>
    /// <value>Default: <see langword="null"/>, what holds for all types.</value>
    public string? StopSequence { get; set; }

    /// <summary>When a process is ready, as <see cref="Readiness.TryParse"/> reads it: <c>http:/health</c>, <c>tcp</c>, <c>after:5s</c>, <c>line:PATTERN</c>.</summary>
    /// <value>Default: <see langword="null"/>, as soon as it runs.</value>
    public string? Readiness { get; set; }

    /// <summary>How long a process may take to be ready.</summary>
    /// <value>Default: <see langword="null"/>, 60 s.</value>
    public TimeSpan? ReadinessLimit { get; set; }

    /// <summary>How processes are restarted on request.</summary>
    public RestartMode RestartMode { get; set; }

    /// <summary>The signal on which a process restarts itself.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public string? RestartSignal { get; set; }

    /// <summary>Whether a reload restarts what has changed.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool RestartOnReload { get; set; } = true;

    /// <summary>Who each process runs as: <c>user</c> or <c>user:group</c>.</summary>
    public string? User { get; set; }

    /// <summary>How willing the process is to let others run first, from -20 to 19.</summary>
    public int? Niceness { get; set; }

    /// <summary>How many files a process may have open.</summary>
    public int? OpenFiles { get; set; }
}
