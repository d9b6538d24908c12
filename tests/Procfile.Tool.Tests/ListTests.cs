using System.Text.Json;
using Procfile.Tool.Tests.Running;
using VerifyXunit;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile list</c>.</summary>
public sealed class ListTests
{
    private const string Procfile = "# two types\nweb: bin/server -p $PORT\n\nbackground: bundle exec work {{UNIQUE_INT}}\n";

    [Fact(Timeout = 60_000)]
    public async Task It_shows_names_and_commands_as_written_in_columns()
    {
        using var app = new AppDirectory(Procfile);
        await Verifier.Verify((await app.RunAsync("list")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_has_the_promised_shape()
    {
        using var app = new AppDirectory(Procfile);
        JsonElement json = (await app.RunAsync("list", "--json")).AssertFine().Json();
        json.AssertNames("file", "dialect", "entries", "diagnostics");
        json.AssertIs("""
            {
              "file": "Procfile",
              "dialect": "Portable",
              "entries": [
                { "name": "web", "command": "bin/server -p $PORT", "line": 2 },
                { "name": "background", "command": "bundle exec work {{UNIQUE_INT}}", "line": 4 }
              ],
              "diagnostics": []
            }
            """);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_has_the_diagnostics_and_nothing_is_on_standard_error()
    {
        using var app = new AppDirectory("web: a\nnonsense\n");
        JsonElement json = (await app.RunAsync("list", "--json")).AssertFine().Json();
        JsonElement diagnostic = Assert.Single(json.GetProperty("diagnostics").EnumerateArray());
        diagnostic.AssertNames("id", "severity", "line", "column", "message");
        Assert.Equal("PF0501", diagnostic.GetProperty("id").GetString());
        Assert.Equal("warning", diagnostic.GetProperty("severity").GetString());
        Assert.Equal(2, diagnostic.GetProperty("line").GetInt32());
        Assert.Equal(1, diagnostic.GetProperty("column").GetInt32());
    }

    [Fact(Timeout = 60_000)]
    public async Task Characters_of_shells_and_languages_stay_readable_in_json()
    {
        using var app = new AppDirectory("web: echo \"a & b\" <c> 'ü 語'\n");
        ToolResult result = (await app.RunAsync("list", "--json")).AssertFine();
        Assert.Contains("""echo \"a & b\" <c> 'ü 語'""", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Warnings_go_to_standard_error_and_the_list_to_standard_output()
    {
        using var app = new AppDirectory("web: a\nnonsense\n");
        ToolResult result = await app.RunAsync("list");
        Assert.Equal("web: a\n", result.Out);
        Assert.StartsWith("Procfile:2:1: warning PF0501: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, result.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_reader_that_stops_reading_does_no_harm()
    {
        using var app = new AppDirectory(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"type{number}: some command\n")));
        await using RunningTool tool = app.Start("list");
        await tool.LineAsync("type0:");
        tool.CloseOutput();
        ToolResult result = await tool.EndAsync();
        Assert.Equal("", result.Error);
        Assert.Equal(ExitCodes.Fine, result.Code);
    }
}
