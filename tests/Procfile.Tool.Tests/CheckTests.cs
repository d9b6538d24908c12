using System.Text.Json;
using Procfile.Tool.Tests.Running;
using VerifyXunit;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile check</c>.</summary>
public sealed class CheckTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_good_procfile_gets_one_line()
    {
        using var app = new AppDirectory("web: bin/server\nworker: bin/work\n");
        await Verifier.Verify((await app.RunAsync("check")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_finding_has_its_place_its_id_and_a_remedy_and_an_error_ends_with_1()
    {
        using var app = new AppDirectory("web: a\nnonsense\nweb: b\nempty:\nbad name: c\n");
        ToolResult result = await app.RunAsync("check");
        Assert.Equal("", result.Error);
        Assert.Equal(ExitCodes.Fault, result.Code);
        await Verifier.Verify(result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Warnings_alone_end_with_0()
    {
        using var app = new AppDirectory("web: a\nnonsense\n");
        Assert.EndsWith("Procfile: 1 process type (web); 1 warning", (await app.RunAsync("check")).AssertFine().Lines[^1], StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_has_the_diagnostics_and_the_same_exit_code()
    {
        using var app = new AppDirectory("web: a\nweb: b\n");
        ToolResult result = await app.RunAsync("check", "--json");
        JsonElement json = result.Json();
        json.AssertNames("file", "dialect", "diagnostics");
        Assert.Equal("PF0601", Assert.Single(json.GetProperty("diagnostics").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal("", result.Error);
        Assert.Equal(ExitCodes.Fault, result.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task Standard_input_is_called_that()
    {
        using var app = new AppDirectory();
        ToolResult result = await app.RunWithInputAsync("nonsense\nweb: a\n", "check", "-f", "-");
        Assert.StartsWith("standard input:1:1: warning PF0501: ", result.Lines[0], StringComparison.Ordinal);
    }
}
