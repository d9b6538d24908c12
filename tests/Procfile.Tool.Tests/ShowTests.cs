using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile show TYPE</c>.</summary>
public sealed class ShowTests
{
    private const string Procfile = "web: bin/server -p $PORT --tag {{UNIQUE_INT}}\nworker: bin/work | tee $LOG\n";

    [Fact(Timeout = 60_000)]
    public async Task It_shows_the_command_that_would_run()
    {
        using var app = new AppDirectory(Procfile);
        Assert.Equal("bin/server -p 4000 --tag 1\n", (await app.RunAsync("show", "web", "-p", "4000")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_is_that_of_one_expanded_process()
    {
        using var app = new AppDirectory(Procfile);
        app.Write(".env", "LOG=out.txt\n");
        JsonElement json = (await app.RunAsync("show", "worker", "--json")).AssertFine().Json();
        json.AssertNames("name", "type", "index", "port", "uniqueInt", "mode", "command", "argv", "environment");
        Assert.Equal("shell", json.GetProperty("mode").GetString());
        Assert.Equal(JsonValueKind.Null, json.GetProperty("uniqueInt").ValueKind);
        Assert.Equal(["/bin/sh", "-c", "bin/work | tee $LOG"], json.GetProperty("argv").EnumerateArray().Select(word => word.GetString()));
    }

    [Theory]
    [InlineData("wbe", "did you mean \"web\"?")]
    [InlineData("something_else", "there are web, worker")]
    public async Task An_unknown_type_is_answered_with_the_nearest_or_with_all(string type, string remedy)
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("show", type)).AssertRefused(ExitCodes.Usage, $"there is no process type \"{type}\"", remedy);
    }
}
