using System.Net.Sockets;

namespace Procfile.Core.Supervision.Probes;

/// <summary>Ready when a port takes connections.</summary>
internal sealed class TcpProbe(int? port) : IReadinessProbe
{
    public async Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken)
    {
        int wanted = ProbedPort.Of(port, process);
        using var client = new TcpClient();
        // A program may listen on either loopback address alone.
        await client.ConnectAsync("localhost", wanted, cancellationToken).ConfigureAwait(false);
    }
}
