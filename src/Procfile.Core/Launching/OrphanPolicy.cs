namespace Procfile.Core.Launching;

/// <summary>What becomes of processes when their host dies without having stopped them, SIGKILL included.</summary>
public enum OrphanPolicy
{
    /// <summary>
    /// They end with it: all are asked by TERM, what is left after 2 s gets KILL, those that have left their group or session
    /// included. Costs one small shell beside the host.
    /// </summary>
    Kill,

    /// <summary>They go on.</summary>
    Leave,
}
