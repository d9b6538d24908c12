namespace Procfile.Core.Supervision;

/// <summary>Whether a process is as it should be.</summary>
public enum ProcessHealth
{
    /// <summary>Where it is wished: it is ready, has ended as wished, or is not wanted.</summary>
    Healthy,

    /// <summary>Wanted and not ready: it is being started or waits for its next start.</summary>
    Degraded,

    /// <summary>Needs a person: it ends again and again, was given up, or cannot be killed.</summary>
    Unhealthy,
}
