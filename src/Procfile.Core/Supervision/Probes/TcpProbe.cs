namespace Procfile.Core.Supervision.Probes;

/// <summary>Ready when a port takes connections.</summary>
internal sealed class TcpProbe(int? port) : IReadinessProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public async Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken)
    {
        int wanted = ProbedPort.Of(port, process);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            Stream connection = await LoopbackConnection.OpenAsync(wanted, limit.Token).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"port {wanted} has not taken a connection within {Limit.TotalSeconds} s");
        }
    }
}
