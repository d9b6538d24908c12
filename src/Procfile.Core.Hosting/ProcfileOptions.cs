using Procfile.Core.Supervision;

namespace Procfile.Core.Hosting;

/// <summary>What a host's configuration says of its Procfile; the section is <c>Procfile</c>.</summary>
/// <remarks>
/// <code>
/// "Procfile": {
///   "Formation": { "web": 1, "worker": 3 },
///   "Processes": { "worker": { "StopSequence": "quit, 75, term, 15, kill", "Environment": { "QUEUE": "mail" } } }
/// }
/// </code>
/// </remarks>
public sealed class ProcfileOptions
{
    /// <summary>The configuration section that is read when no other is named.</summary>
    public const string SectionName = "Procfile";

    /// <summary>The application's root, where the Procfile stands and the processes run.</summary>
    /// <value>Default: <see langword="null"/>, the host's content root; a relative one is within it.</value>
    public string? Directory { get; set; }

    /// <summary>The environment whose variant of the Procfile is taken.</summary>
    /// <value>Default: <see langword="null"/>, the host's environment in lower case: <c>Procfile_production</c>.</value>
    public string? Environment { get; set; }

    /// <summary>Whether a variant is merged into the base, entry by entry, and does not replace it.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Merge { get; set; }

    /// <summary>The tool by whose rules the Procfile is read: <c>foreman</c>, <c>heroku-classic</c>, …</summary>
    /// <value>Default: <see langword="null"/>, the portable rules.</value>
    public string? Dialect { get; set; }

    /// <summary>The <c>.env</c> files, the weakest first, within <see cref="Directory"/>.</summary>
    /// <value>Default: none named; <c>.env</c> if it is there.</value>
    public IList<string> EnvironmentFiles { get; } = [];

    /// <summary>How many processes of each type; <c>all</c> stands for those that are not named, which else are one each.</summary>
    /// <value>Default: one of each.</value>
    public IDictionary<string, int> Formation { get; } = new Dictionary<string, int>(StringComparer.Ordinal);

    /// <summary>How the processes of a type are run, by the type's name.</summary>
    /// <value>Default: none; every type has the defaults.</value>
    public IDictionary<string, ProcessSettings> Processes { get; } = new Dictionary<string, ProcessSettings>(StringComparer.Ordinal);

    /// <summary>The port that counting begins at.</summary>
    /// <value>Default: <see langword="null"/>, the variable <c>PORT</c>, else 5000.</value>
    public int? BasePort { get; set; }

    /// <summary>How processes are stopped, for types that do not say otherwise: <c>term, 10, kill</c>.</summary>
    /// <value>Default: <see langword="null"/>: by the program, else <c>term, 10, kill</c>.</value>
    public string? StopSequence { get; set; }

    /// <summary>When processes are started again, for types that do not say otherwise.</summary>
    /// <value>Default: <see cref="RestartCondition.Always"/>.</value>
    public RestartCondition Restart { get; set; }

    /// <summary>
    /// What happens when a process ends without having been asked to. With <see cref="ExitBehavior.StopAll"/> and
    /// <see cref="ExitBehavior.StopAllWhenGivenUp"/> the host ends too, with the process's exit code.
    /// </summary>
    /// <value>Default: <see cref="ExitBehavior.Restart"/>.</value>
    public ExitBehavior OnExit { get; set; }

    /// <summary>Whether what processes write goes to the host's log, line by line.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool LogOutput { get; set; } = true;

    /// <summary>Whether a Procfile or <c>.env</c> file that changes is taken over while running.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ReloadOnChange { get; set; }

    /// <summary>Whether the host's start waits until every process is ready or waits for its next try.</summary>
    /// <value>Default: <see langword="false"/>: the host starts meanwhile.</value>
    public bool WaitUntilReady { get; set; }
}
