using System.Net;
using System.Net.Sockets;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary>The options that decide what a process is given: variants merged, types left out, ports passed over, values worked out.</summary>
public sealed class ProcessOptionTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_variant_can_be_merged_into_the_base()
    {
        using var app = new AppDirectory("web: serve\nworker: work\n");
        app.Write("Procfile_production", "worker: work hard\nclock: tick\n");
        string[] production = ["--environment", "production"];
        Assert.Equal("worker.1: work hard\nclock.1: tick\n", (await app.RunAsync(["expand", .. production])).AssertFine().Out);
        Assert.Equal("web.1: serve\nworker.1: work hard\nclock.1: tick\n", (await app.RunAsync(["expand", "--merge", .. production])).AssertFine().Out);
        Assert.Equal("web:    serve\nworker: work hard\nclock:  tick\n", (await app.RunAsync(["list", "--merge", .. production])).AssertFine().Out);
        Assert.Equal("web.1: serve\nworker.1: work\n", (await app.RunAsync("expand", "--merge")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task What_is_wrong_in_a_merged_file_is_told_with_the_file_it_is_in()
    {
        using var app = new AppDirectory("web: serve\nlost: no_such_program\n");
        app.Write("Procfile_production", "worker: echo \"a\n");
        ToolResult result = await app.RunAsync("expand", "--merge", "--environment", "production");
        Assert.StartsWith("Procfile_production:1:14: error PF0906", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        (await app.RunAsync("run", "--merge", "--environment", "production", "lost")).AssertRefused(127, "Procfile:2:7: ");
    }

    [Fact(Timeout = 60_000)]
    public async Task On_a_rack_stack_web_is_left_out()
    {
        using var app = new AppDirectory("web: serve\ncustom_web: puma\n");
        Assert.Equal("custom_web_1: puma\n", (await app.RunAsync("expand", "--rack", "--dialect", "cloud66")).AssertFine().Out);
        Assert.Equal("web_1: serve\ncustom_web_1: puma\n", (await app.RunAsync("expand", "--dialect", "cloud66")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Ports_that_are_taken_can_be_passed_over()
    {
        using var app = new AppDirectory("web: echo $PORT\n");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int taken = ((IPEndPoint)listener.LocalEndpoint).Port;
        string[] options = ["expand", "-m", "web=2", "-p", $"{taken}"];
        Assert.Equal($"web.1: echo {taken}\nweb.2: echo {taken + 1}\n", (await app.RunAsync(options)).AssertFine().Out);
        string[] lines = (await app.RunAsync([.. options, "--skip-taken-ports"])).AssertFine().Lines;
        int[] ports = [.. lines.Select(line => int.Parse(line.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.True(taken < ports[0] && ports[0] < ports[1], string.Join(' ', lines));
    }

    [Fact(Timeout = 60_000)]
    public async Task References_in_env_files_are_replaced_when_asked_for()
    {
        using var app = new AppDirectory("web: echo $URL\n");
        app.Variables["HOST_NAME"] = "example.org";
        app.Write(".env", "SCHEME=https\nURL=$SCHEME://${HOST_NAME}:${PORT_NUMBER:-443}\n");
        Assert.Equal("$SCHEME://${HOST_NAME}:${PORT_NUMBER:-443}\n", (await app.RunAsync("run", "web")).AssertFine().Out);
        Assert.Equal("https://example.org:443\n", (await app.RunAsync("run", "--interpolate", "web")).AssertFine().Out);
    }
}
