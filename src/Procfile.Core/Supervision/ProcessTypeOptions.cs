using Procfile.Core.Launching;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision;

/// <summary>How the processes of one type are run.</summary>
public sealed class ProcessTypeOptions
{
    internal static readonly TimeSpan UsualReadinessLimit = TimeSpan.FromSeconds(60);

    /// <summary>When a process that ended is started again.</summary>
    /// <value>Default: <see langword="null"/>, the supervisor's <see cref="SupervisorOptions.RestartPolicy"/>.</value>
    public IRestartPolicy? RestartPolicy { get; set; }

    /// <summary>How a process is stopped.</summary>
    /// <value>
    /// Default: <see langword="null"/>, the supervisor's <see cref="SupervisorOptions.StopSequence"/>, else Cloud 66's for the
    /// program that the command runs (see <see cref="Supervision.StopSequence.ForCommand"/>), else <c>term, 10, kill</c>.
    /// </value>
    public StopSequence? StopSequence { get; set; }

    /// <summary>What happens when a process of this type ends without having been asked to.</summary>
    /// <value>Default: <see langword="null"/>, the supervisor's <see cref="SupervisorOptions.OnExit"/>.</value>
    public ExitBehavior? OnExit { get; set; }

    /// <summary>Tells when a process is ready. See <see cref="Supervision.Readiness"/> for those that are built in.</summary>
    /// <value>Default: <see langword="null"/>, as soon as it runs.</value>
    public IReadinessProbe? Readiness { get; set; }

    /// <summary>How long a process may take to be ready. Then it is stopped, which counts as a failure.</summary>
    /// <value>Default: 60 s. <see cref="Timeout.InfiniteTimeSpan"/>: for ever.</value>
    public TimeSpan ReadinessLimit { get; set; } = UsualReadinessLimit;

    /// <summary>How processes are restarted on request, and by a reload.</summary>
    /// <value>Default: <see cref="RestartMode.StopThenStart"/>.</value>
    public RestartMode RestartMode { get; set; }

    /// <summary>The signal on which a process restarts itself, for <see cref="RestartMode.Signal"/>. Only the process itself gets it.</summary>
    /// <value>Default: <see langword="null"/>, none: then it is stopped and started.</value>
    public ProcessSignal? RestartSignal { get; set; }

    /// <summary>Whether a reload restarts processes whose command, directory or variables have changed.</summary>
    /// <value>Default: <see langword="true"/>; otherwise the change counts from their next start (Cloud 66's <c>restart_on_deploy</c>).</value>
    public bool RestartOnReload { get; set; } = true;

    /// <summary>What people call the type.</summary>
    /// <value>Default: <see langword="null"/>, its name.</value>
    public string? Label { get; set; }

    /// <summary>The directory to run in.</summary>
    /// <value>Default: <see langword="null"/>, the supervisor's <see cref="SupervisorOptions.Directory"/>.</value>
    public string? Directory { get; set; }

    /// <summary>Variables for this type; they win over those of the process environment and of <c>.env</c> files.</summary>
    /// <value>Default: none.</value>
    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    /// <summary>
    /// Gives each process a terminal for its standard streams, so that it keeps its colours and writes line by line. Without a
    /// <c>TERM</c> in its environment it gets <c>xterm-256color</c>.
    /// </summary>
    /// <value>Default: <see langword="null"/>, a pipe.</value>
    public TerminalSize? Terminal { get; set; }

    /// <summary>Where the output of this type's processes goes. A sink of their own that blocks holds up no other type.</summary>
    /// <value>Default: <see langword="null"/>, to the supervisor's <see cref="SupervisorOptions.Output"/>.</value>
    public IOutputSink? Output { get; set; }

    /// <summary>
    /// Who each process runs as: <c>user</c>, with all groups of that user, or <c>user:group</c>. <c>HOME</c>, <c>USER</c> and
    /// <c>LOGNAME</c> are that user's, unless <see cref="Environment"/> says otherwise.
    /// </summary>
    /// <value>Default: <see langword="null"/>, the host's user.</value>
    public string? User { get; set; }

    /// <summary>See <see cref="ProcessSpec.Niceness"/>.</summary>
    /// <value>Default: <see langword="null"/>, the host's.</value>
    public int? Niceness { get; set; }

    /// <summary>See <see cref="ProcessSpec.Umask"/>.</summary>
    /// <value>Default: <see langword="null"/>, the host's.</value>
    public UnixFileMode? Umask { get; set; }

    /// <summary>See <see cref="ProcessSpec.OpenFiles"/>.</summary>
    /// <value>Default: <see langword="null"/>, what the host was started with.</value>
    public int? OpenFiles { get; set; }
}
