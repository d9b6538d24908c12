namespace Procfile.Core.Supervision;

/// <summary>How processes are restarted on request.</summary>
public enum RestartMode
{
    /// <summary>All at once: each is stopped by its stop sequence, then started.</summary>
    StopThenStart,

    /// <summary>
    /// One after the other, each when the one before is ready, with one process more than are wished standing in: at no moment are fewer
    /// ready than before (procodile's <c>start-term</c>). Broken off, with what runs left as it is, when a replacement does
    /// not become ready. Without a readiness probe, running for 5 s counts as ready.
    /// </summary>
    /// <remarks>The stand-in has the next number, and so a port and a unique integer of its own.</remarks>
    Rolling,

    /// <summary>As <see cref="Rolling"/>, without a stand-in: one process less than are wished is ready meanwhile.</summary>
    OneByOne,

    /// <summary>The process gets its type's restart signal and restarts itself. One that does not run is started.</summary>
    Signal,
}
