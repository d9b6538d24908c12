namespace Procfile.Core.Supervision.Probes;

/// <summary>Ready when the process has run for a time.</summary>
internal sealed class DelayProbe(TimeSpan time) : IReadinessProbe
{
    public Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken) =>
        Task.Delay(time, process.TimeProvider, cancellationToken);
}
