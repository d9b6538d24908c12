using System.Net;
using System.Net.Sockets;

namespace Procfile.Core.Tests.Child;

/// <summary>A helper that holds a port for ever.</summary>
internal static class Listener
{
    internal static int Hold(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            Console.WriteLine("bound");
            Thread.Sleep(Timeout.Infinite);
        }
        catch (SocketException exception)
        {
            Console.WriteLine(exception.SocketErrorCode);
        }

        return 0;
    }
}
