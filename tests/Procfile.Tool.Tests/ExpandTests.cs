using System.Text.Json;
using Procfile.Tool.Tests.Running;
using VerifyXunit;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile expand</c>.</summary>
public sealed class ExpandTests
{
    private const string Procfile = "web: bin/server -p $PORT --name $APP\nworker: QUEUE=low bin/work {{UNIQUE_INT}}\nclock: sleep 1 && date\n";

    [Fact(Timeout = 60_000)]
    public async Task It_shows_every_process_of_the_formation()
    {
        using var app = new AppDirectory(Procfile);
        app.Write(".env", "APP='my shop; rm'\n");
        await Verifier.Verify((await app.RunAsync("expand", "-m", "web=2,worker=2,clock=1")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_has_the_promised_shape()
    {
        using var app = new AppDirectory(Procfile);
        app.Write(".env", "APP=shop\n");
        JsonElement json = (await app.RunAsync("expand", "--json")).AssertFine().Json();
        json.AssertNames("processes");
        Assert.All(json.GetProperty("processes").EnumerateArray(), process =>
            process.AssertNames("name", "type", "index", "port", "uniqueInt", "mode", "command", "argv", "environment"));
        json.AssertIs("""
            { "processes": [
              { "name": "web.1", "type": "web", "index": 1, "port": 5000, "uniqueInt": null, "mode": "direct",
                "command": "bin/server -p 5000 --name shop", "argv": ["bin/server", "-p", "5000", "--name", "shop"],
                "environment": { "PS": "web.1", "PORT": "5000" } },
              { "name": "worker.1", "type": "worker", "index": 1, "port": 5100, "uniqueInt": 1, "mode": "direct",
                "command": "QUEUE=low bin/work 1", "argv": ["bin/work", "1"],
                "environment": { "PS": "worker.1", "PORT": "5100", "QUEUE": "low" } },
              { "name": "clock.1", "type": "clock", "index": 1, "port": 5200, "uniqueInt": null, "mode": "shell",
                "command": "sleep 1 && date", "argv": ["/bin/sh", "-c", "sleep 1 && date"],
                "environment": { "PS": "clock.1", "PORT": "5200" } }
            ] }
            """);
    }

    [Fact(Timeout = 60_000)]
    public async Task All_stands_for_the_types_that_are_not_named()
    {
        using var app = new AppDirectory(Procfile);
        ToolResult result = (await app.RunAsync("expand", "--formation", "all=1,web=0")).AssertFine();
        Assert.Equal(["worker.1", "clock.1"], result.Lines.Select(line => line.Split(':')[0]));
    }

    [Theory]
    [InlineData("3000", new string[0], "3000")]
    [InlineData("3000", new[] { "-p", "4000" }, "4000")]
    public async Task Ports_count_from_the_option_then_from_the_file(string inFile, string[] options, string port)
    {
        using var app = new AppDirectory("web: serve $PORT\n");
        app.Write(".env", $"PORT={inFile}\n");
        app.Variables["PORT"] = "2000";
        Assert.Equal($"web.1: serve {port}\n", (await app.RunAsync(["expand", .. options])).AssertFine().Out);
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    public async Task A_command_that_no_shell_takes_is_reported_where_it_is_wrong_and_ends_with_1(params string[] options)
    {
        using var app = new AppDirectory("web: true\nworker: echo \"a\n");
        ToolResult result = await app.RunAsync(["expand", .. options]);
        Assert.StartsWith("Procfile:2:14: error PF0906: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fault, result.Code);
    }
}
