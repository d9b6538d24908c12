namespace Procfile.Core.Supervision;

/// <summary>Tells when a process that runs is ready to work.</summary>
public interface IReadinessProbe
{
    /// <summary>Waits until the process is ready.</summary>
    /// <param name="process">The process.</param>
    /// <param name="cancellationToken">Cancelled when the process ends or nobody waits for it any more.</param>
    /// <returns>
    /// Ends when the process is ready. An exception means "not yet": its message becomes the process's problem in the snapshot, and the
    /// probe is asked again after a short while (20 ms, growing to 0.5 s).
    /// </returns>
    Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken);
}
