// A web server small enough to read: answers with its name and port on the address that the supervisor gave it.
#:property PublishAot=false
#:property TreatWarningsAsErrors=false

using System.Net;
using System.Net.Sockets;
using System.Text;

int port = int.Parse(Environment.GetEnvironmentVariable("PORT") ?? "5000");
string name = Environment.GetEnvironmentVariable("PS") ?? "web";

using var listener = new TcpListener(IPAddress.Loopback, port);
listener.Start();
Console.WriteLine($"listening on http://localhost:{port}/");
for (int request = 1; ; request++)
{
    using TcpClient client = await listener.AcceptTcpClientAsync();
    using NetworkStream stream = client.GetStream();
    int read = await stream.ReadAsync(new byte[4096]);
    if (read == 0)
        continue;
    byte[] body = Encoding.UTF8.GetBytes($"Hello from {name}, request {request}\n");
    byte[] head = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n");
    await stream.WriteAsync(head);
    await stream.WriteAsync(body);
    Console.WriteLine($"request {request}");
}
