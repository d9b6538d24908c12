using System.Net;
using System.Net.Sockets;
using System.Text;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision;

/// <summary>What the built-in probes take for ready.</summary>
public sealed class ReadinessProbes
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact(Timeout = 60_000)]
    public async Task A_port_is_ready_when_it_takes_connections()
    {
        int port = FreePort();
        var context = new ReadinessContext("web.1", "web") { Port = port };
        await Assert.ThrowsAsync<SocketException>(() => Readiness.Tcp().WaitAsync(context, None));
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        await Readiness.Tcp().WaitAsync(context, None);
        await Readiness.Tcp(port).WaitAsync(new ReadinessContext("web.1", "web"), None);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_on_the_other_loopback_address_is_found_too()
    {
        if (!Socket.OSSupportsIPv6)
            return;
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        try
        {
            listener.Start();
        }
        catch (SocketException)
        {
            // The kernel knows of IPv6, and this machine has no address of it.
            return;
        }

        await Readiness.Tcp(((IPEndPoint)listener.LocalEndpoint).Port).WaitAsync(new ReadinessContext("web.1", "web"), None);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_without_a_port_is_told_to_name_one()
    {
        InvalidOperationException problem =
            await Assert.ThrowsAsync<InvalidOperationException>(() => Readiness.Http().WaitAsync(new ReadinessContext("worker.1", "worker"), None));
        Assert.Equal("worker.1 was given no port: name the one to look at.", problem.Message);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(200, true)]
    [InlineData(204, true)]
    [InlineData(302, true)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(503, false)]
    public async Task An_answer_from_200_to_399_is_ready(int status, bool ready)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> asked = AnswerOnceAsync(listener, $"HTTP/1.1 {status} Something\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n");
        Task probe = Readiness.Http("up?deep=1", ((IPEndPoint)listener.LocalEndpoint).Port).WaitAsync(new ReadinessContext("web.1", "web"), None);
        if (ready)
            await probe;
        else
            Assert.Equal($"/up answers with status {status}", (await Assert.ThrowsAsync<HttpRequestException>(() => probe)).Message);
        Assert.Equal("GET /up?deep=1 HTTP/1.1", await asked);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_line_is_found_whole_whatever_the_batches_look_like()
    {
        var context = new ReadinessContext("web.1", "web");
        Add(context, "one\ntwo\r\n");
        Assert.Equal("two", await context.WaitForLineAsync(line => line.StartsWith('t'), None));
        Task<string> later = context.WaitForLineAsync(line => line == "vier", None);
        Add(context, "drei\nvier\nfuenf\n");
        Assert.Equal("vier", await later);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_the_predicate_throws_comes_back_to_the_probe()
    {
        var context = new ReadinessContext("web.1", "web");
        Task<string> line = context.WaitForLineAsync(_ => throw new InvalidDataException("strange"), None);
        Add(context, "something\n");
        Assert.Equal("strange", (await Assert.ThrowsAsync<InvalidDataException>(() => line)).Message);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_flood_before_the_probe_looks_costs_no_more_than_64_KiB()
    {
        var context = new ReadinessContext("web.1", "web");
        string line = new('x', 1000);
        for (int i = 0; i < 1000; i++)
            Add(context, $"{line}\n");
        Add(context, "ready\n");
        int seen = 0;
        await context.WaitForLineAsync(line => ++seen > 0 && line == "ready", None);
        Assert.InRange(seen, 1, 67);
    }

    [Theory]
    [InlineData("none", true)]
    [InlineData("after:5s", true)]
    [InlineData("after:500ms", true)]
    [InlineData("tcp", true)]
    [InlineData("tcp:8080", true)]
    [InlineData("HTTP:/health", true)]
    [InlineData("http:8080/health", true)]
    [InlineData("http", true)]
    [InlineData("line:Listening on: [0-9]+", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("after", false)]
    [InlineData("after:soon", false)]
    [InlineData("tcp:0", false)]
    [InlineData("tcp:70000", false)]
    [InlineData("http:port/x", false)]
    [InlineData("line:", false)]
    [InlineData("line:(", false)]
    [InlineData("line:(a)\\1", false)]
    [InlineData("ready", false)]
    public void A_probe_is_read_from_text_or_what_to_write_is_said(string? text, bool known)
    {
        Assert.Equal(known, Readiness.TryParse(text, out IReadinessProbe? probe, out string? error));
        Assert.Equal(known && text != "none", probe is not null);
        Assert.Equal(known, error is null);
    }

    private static void Add(ReadinessContext context, string text) =>
        context.Add(new OutputBatch(new OutputSource("web.1", "web", 0), Encoding.UTF8.GetBytes(text)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> AnswerOnceAsync(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        string? first = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        return first!;
    }
}
