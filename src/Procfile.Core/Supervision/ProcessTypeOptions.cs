using Procfile.Core.Launching;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision;

/// <summary>How the processes of one type are run.</summary>
public sealed class ProcessTypeOptions
{
    /// <summary>When a process that ended is started again.</summary>
    /// <value>Default: <see langword="null"/>, the supervisor's <see cref="SupervisorOptions.RestartPolicy"/>.</value>
    public IRestartPolicy? RestartPolicy { get; set; }

    /// <summary>How a process is stopped.</summary>
    /// <value>
    /// Default: <see langword="null"/>, the supervisor's <see cref="SupervisorOptions.StopSequence"/>, else Cloud 66's for the
    /// program that the command runs (see <see cref="Supervision.StopSequence.ForCommand"/>), else <c>term, 10, kill</c>.
    /// </value>
    public StopSequence? StopSequence { get; set; }

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
