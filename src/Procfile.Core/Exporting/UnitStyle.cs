namespace Procfile.Core.Exporting;

/// <summary>How units of systemd are cut.</summary>
public enum UnitStyle
{
    /// <summary>One unit a process and a target over all, as foreman does it: systemd supervises.</summary>
    Processes,

    /// <summary>One template unit a type, of which each process is an instance: <c>app-web@2</c>. systemd supervises and scales.</summary>
    Templates,

    /// <summary>
    /// One unit for the whole formation: systemd supervises a supervisor. Scaling, backoff, stop sequences and unique integers are
    /// those of this library.
    /// </summary>
    Supervisor,
}
