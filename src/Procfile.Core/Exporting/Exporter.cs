using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>
/// Writes what a plan would run as the files of another supervisor, so that the processes start when the server boots: unit files of
/// systemd, a configuration of supervisord, manifests of Kubernetes.
/// </summary>
/// <remarks>
/// <para>An exporter touches no file: it returns names and texts. Each process gets the arguments and the variables that a supervisor with
/// the same plan would give it, quoted by the format's own rules; what a format cannot express is told in a note, never left out in
/// silence.</para>
/// <para>The plan's variables all end up in the files, so give it those that are to be there: what the <c>.env</c> files say, rather
/// than all of the host's. A command that refers to a variable which the plan does not have is left to the shell, which
/// finds it when the process starts.</para>
/// <para>Files that hold variables are for their owner alone (0600). What a command line holds is in the unit as it is in <c>ps</c>.</para>
/// </remarks>
public abstract class Exporter
{
    /// <summary>Units of systemd, for the system.</summary>
    public static Exporter Systemd { get; } = new SystemdExporter(isUser: false);

    /// <summary>Units of systemd, for a user's own instance.</summary>
    public static Exporter SystemdUser { get; } = new SystemdExporter(isUser: true);

    /// <summary>Property lists of macOS's launchd.</summary>
    public static Exporter Launchd { get; } = new LaunchdExporter();

    /// <summary>A configuration of supervisord.</summary>
    public static Exporter Supervisord { get; } = new SupervisordExporter();

    /// <summary>Service directories of runit.</summary>
    public static Exporter Runit { get; } = new RunitExporter();

    /// <summary>Service directories of s6.</summary>
    public static Exporter S6 { get; } = new S6Exporter();

    /// <summary>Jobs of upstart.</summary>
    public static Exporter Upstart { get; } = new UpstartExporter();

    /// <summary>A file for docker compose: one service a process.</summary>
    public static Exporter DockerCompose { get; } = new ComposeExporter();

    /// <summary>Manifests of Kubernetes: a Deployment a type, a StatefulSet where <c>{{UNIQUE_INT}}</c> is used.</summary>
    public static Exporter Kubernetes { get; } = new KubernetesExporter();

    /// <summary>A job of Nomad: one group a type.</summary>
    public static Exporter Nomad { get; } = new NomadExporter();

    /// <summary>All that there are.</summary>
    public static ImmutableArray<Exporter> All { get; } =
        [Systemd, SystemdUser, Launchd, Supervisord, Runit, S6, Upstart, DockerCompose, Kubernetes, Nomad];

    /// <summary>The format's name, as the command line has it: <c>systemd-user</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it writes, in a few words.</summary>
    public abstract string Description { get; }

    /// <summary>Whether the processes run in containers: then the host's directory, users and search path are not theirs.</summary>
    public virtual bool InContainers => false;

    /// <summary>Finds an exporter by its name.</summary>
    /// <param name="name">The name, any case.</param>
    /// <param name="exporter">The exporter.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string? name, [NotNullWhen(true)] out Exporter? exporter) =>
        (exporter = All.FirstOrDefault(known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) is not null;

    /// <summary>Writes the formation of a plan.</summary>
    /// <param name="plan">What would run.</param>
    /// <param name="options">How to write it; default when null.</param>
    /// <returns>The files, and what there is to know about them. Nothing is thrown for what a format cannot express.</returns>
    public abstract ExportResult Export(ProcessPlan plan, ExportOptions? options = null);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
