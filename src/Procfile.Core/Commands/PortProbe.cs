using System.Net;
using System.Net.Sockets;

namespace Procfile.Core.Commands;

/// <summary>Finds out whether a TCP port can be listened on.</summary>
public static class PortProbe
{
    /// <summary>Whether a port is taken on this host, or not ours to use. It may change at any moment after.</summary>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <returns>Whether nobody can listen on it now.</returns>
    public static bool IsTaken(int port)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        return !CanBind(AddressFamily.InterNetwork, IPAddress.Any, port)
            || (Socket.OSSupportsIPv6 && !CanBind(AddressFamily.InterNetworkV6, IPAddress.IPv6Any, port));
    }

    private static bool CanBind(AddressFamily family, IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
            if (family == AddressFamily.InterNetworkV6) socket.DualMode = false;
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException failure)
        {
            // A host without this address family has no port of it to be taken.
            return failure.SocketErrorCode is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable;
        }
    }
}
