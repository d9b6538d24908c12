using System.Collections.Immutable;

namespace Procfile.Core.Exporting;

/// <summary>How an exporter writes; what a format does not know it leaves aside and says so.</summary>
public sealed record ExportOptions
{
    /// <summary>The application's name, with which all names of files and services begin.</summary>
    /// <value>Default: <c>app</c>.</value>
    public string AppName { get; init; } = "app";

    /// <summary>Who the processes run as, for types that do not say otherwise: <c>user</c> or <c>user:group</c>.</summary>
    /// <value>Default: <see langword="null"/>, whoever the other supervisor runs as.</value>
    public string? User { get; init; }

    /// <summary>Where log files go.</summary>
    /// <value>
    /// Default: <see langword="null"/>: where the other supervisor keeps its logs (the journal), else <c>/var/log/</c> and the application's name.
    /// </value>
    public string? LogDirectory { get; init; }

    /// <summary>Where the files will lie when they are used. systemd and supervisord have to be told by absolute paths.</summary>
    /// <value>Default: <see langword="null"/>, the usual place of the format, such as <c>/etc/systemd/system</c>.</value>
    public string? InstallDirectory { get; init; }

    /// <summary>How systemd's units are cut.</summary>
    /// <value>Default: <see cref="UnitStyle.Processes"/>.</value>
    public UnitStyle Style { get; init; }

    /// <summary>Names units as Cloud 66 does: <c>cloud66_process_web@1.service</c>. Goes with <see cref="UnitStyle.Templates"/>.</summary>
    /// <value>Default: <see langword="false"/>, <c>app-web@1.service</c>.</value>
    public bool Cloud66Names { get; init; }

    /// <summary>The command that supervises the whole formation, with <see cref="UnitStyle.Supervisor"/>: the program's absolute path and its arguments.</summary>
    /// <value>Default: empty.</value>
    public ImmutableArray<string> Supervisor { get; init; } = [];

    /// <summary>After how long without a sign of life systemd restarts the supervisor, with <see cref="UnitStyle.Supervisor"/>.</summary>
    /// <value>Default: 30 s; zero for never.</value>
    public TimeSpan Watchdog { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after its end a process is started again, where the format can say so.</summary>
    /// <value>Default: 1 s.</value>
    public TimeSpan RestartDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Limits of resources for every process, soft and hard; <see langword="null"/> for unlimited.</summary>
    /// <value>Default: none but <see cref="Supervision.ProcessTypeOptions.OpenFiles"/>.</value>
    public IReadOnlyDictionary<ResourceLimit, long?> Limits { get; init; } = ImmutableDictionary<ResourceLimit, long?>.Empty;

    /// <summary>The first of the unique integers. Two applications on one host need different ones.</summary>
    /// <value>Default: 1.</value>
    /// <remarks>Another supervisor knows no lease: the integers are given out when the files are written.</remarks>
    public int FirstUniqueInt { get; init; } = 1;

    /// <summary>The container image.</summary>
    /// <value>Default: <see langword="null"/>: compose builds it from the plan's directory, Kubernetes and Nomad take the application's name.</value>
    public string? Image { get; init; }

    /// <summary>The directory in the container.</summary>
    /// <value>Default: <see langword="null"/>, the image's.</value>
    public string? ContainerDirectory { get; init; }

    /// <summary>
    /// Leaves the image's entry point in front of the command: images of Cloud Native Buildpacks set up their environment with it.
    /// </summary>
    /// <value>Default: <see langword="false"/>, the command alone.</value>
    public bool KeepEntrypoint { get; init; }
}
