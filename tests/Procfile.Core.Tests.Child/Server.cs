using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Procfile.Core.Tests.Child;

/// <summary>A web server as a good one behaves: takes a while to start, and at TERM answers what still comes before it ends.</summary>
internal static class Server
{
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(300);

    internal static async Task<int> RunAsync(int milliseconds, string answer)
    {
        int port = int.Parse(Environment.GetEnvironmentVariable("PORT")!, System.Globalization.CultureInfo.InvariantCulture);
        using var term = new CancellationTokenSource();
        using PosixSignalRegistration registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            term.CancelAfter(Drain);
        });
        await Task.Delay(milliseconds);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start(backlog: 512);
        Console.WriteLine($"listening on {port}");
        List<Task> requests = [];
        try
        {
            while (true)
                requests.Add(AnswerAsync(await listener.AcceptTcpClientAsync(term.Token), answer));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(requests);
        }

        return 0;
    }

    private static async Task AnswerAsync(TcpClient client, string answer)
    {
        using (client)
        {
            NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
            }

            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}"));
            client.Client.Shutdown(SocketShutdown.Send);
        }
    }
}
