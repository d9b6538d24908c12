using System.Net;
using System.Net.Sockets;

namespace Procfile.Core.Supervision.Probes;

/// <summary>Connects to a port of this host. A program may listen on either loopback address alone, and not every host's file names both.</summary>
internal static class LoopbackConnection
{
    internal static async ValueTask<Stream> OpenAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(IPAddress.Loopback, port, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException) when (Socket.OSSupportsIPv6)
        {
            try
            {
                return await OpenAsync(IPAddress.IPv6Loopback, port, cancellationToken).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                // The usual address says better what is the matter.
            }

            throw;
        }
    }

    private static async Task<Stream> OpenAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
