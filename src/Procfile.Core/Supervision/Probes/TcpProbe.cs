namespace Procfile.Core.Supervision.Probes;

/// <summary>Ready when a port takes connections.</summary>
internal sealed class TcpProbe(int? port) : IReadinessProbe
{
    public async Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken)
    {
        Stream connection = await LoopbackConnection.OpenAsync(ProbedPort.Of(port, process), cancellationToken).ConfigureAwait(false);
        await connection.DisposeAsync().ConfigureAwait(false);
    }
}
