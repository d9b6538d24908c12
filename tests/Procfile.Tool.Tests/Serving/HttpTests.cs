using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Procfile.Tool.Serving;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Serving;

/// <summary><c>start --http</c> shows the page to whoever has the address that it prints.</summary>
public sealed class HttpTests : IDisposable
{
    private readonly AppDirectory _app = new("web: exec sleep 1000\n");

    public void Dispose() => _app.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task The_address_that_is_printed_lets_in_and_no_other()
    {
        await using RunningTool start = _app.Start("start", "--http", "127.0.0.1:0");
        Uri address = AddressIn(await start.LineAsync("?token="));
        using var client = new HttpClient();
        Assert.Contains("<html", await client.GetStringAsync(address), StringComparison.Ordinal);
        foreach (Uri other in new[] { new Uri(address, "/"), new Uri(address, "/?token=00000000000000000000000000000000"), new Uri(address, "/api/snapshot") })
        {
            using HttpResponseMessage answer = await client.GetAsync(other);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        client.DefaultRequestHeaders.Authorization = new("Bearer", address.Query["?token=".Length..]);
        using var snapshot = JsonDocument.Parse(await client.GetStringAsync(new Uri(address, "/api/snapshot")));
        JsonElement web = snapshot.RootElement.GetProperty("processes").EnumerateArray().Single();
        Assert.Equal("running", web.GetProperty("state").GetString());
        Assert.True(web.GetProperty("residentBytes").GetInt64() > 0);
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_follows_is_told_of_the_end()
    {
        await using RunningTool start = _app.Start("start", "--http", "127.0.0.1:0");
        Uri address = AddressIn(await start.LineAsync("?token="));
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", address.Query["?token=".Length..]);
        HttpResponseMessage[] followed = [.. await Task.WhenAll(new[] { "events", "logs" }.Select(stream => client.GetAsync(new Uri(address, $"/api/{stream}"), HttpCompletionOption.ResponseHeadersRead)))];
        start.Signal("INT");
        foreach (HttpResponseMessage answer in followed)
            Assert.EndsWith("event: end\ndata: {}\n\n", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await start.EndAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task Each_run_has_a_token_of_its_own_that_no_process_is_told()
    {
        _app.Write("Procfile", "web: env; exec sleep 1000\n");
        var tokens = new HashSet<string>();
        for (int i = 0; i < 2; i++)
        {
            await using RunningTool start = _app.Start("start", "--http", "127.0.0.1:0");
            string token = AddressIn(await start.LineAsync("?token=")).Query["?token=".Length..];
            await start.LineAsync("PS=web.1");
            Assert.Single(start.Lines, line => line.Contains(token, StringComparison.Ordinal));
            tokens.Add(token);
            start.Signal("TERM");
            await start.EndAsync();
        }

        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, token => Assert.True(token.Length >= 32));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_port_that_is_taken_is_said_before_anything_runs()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        string address = taken.LocalEndPoint!.ToString()!;
        (await _app.RunAsync("start", "--http", address)).AssertRefused(ExitCodes.Fault, $"--http {address}");
        _app.Processes.AssertNone();
    }

    [Theory(Timeout = 60_000), InlineData("nowhere"), InlineData("99999"), InlineData("1.2.3.4.5"), InlineData("https://localhost:1"), InlineData("")]
    public async Task An_address_that_is_none_is_wrong_usage(string address) =>
        (await _app.RunAsync("start", "--http", address)).AssertRefused(ExitCodes.Usage, "--http is a port, an address, or both", $"\"{address}\"");

    [Theory]
    [InlineData("8080", "127.0.0.1:8080"), InlineData("127.0.0.1", "127.0.0.1:0"), InlineData("localhost:8080", "127.0.0.1:8080"), InlineData("localhost", "127.0.0.1:0")]
    [InlineData("0.0.0.0:80", "0.0.0.0:80"), InlineData("[::1]:80", "[::1]:80"), InlineData("::1", "[::1]:0"), InlineData("http://127.0.0.1:80/", "127.0.0.1:80")]
    public void An_address_is_a_port_an_address_or_both(string text, string expected)
    {
        Assert.True(HttpAddress.TryParse(text, out IPEndPoint? address));
        Assert.Equal(expected, address.ToString());
    }

    private static Uri AddressIn(string line) => new(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
}
