using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile env</c>.</summary>
public sealed class EnvTests
{
    [Fact(Timeout = 60_000)]
    public async Task It_shows_variables_ready_to_paste_in_a_shell()
    {
        using var app = new AppDirectory();
        app.Write(".env", "# settings\nZ=1\nA=\"two words\"\nB=\n");
        Assert.Equal("A='two words'\nB=''\nZ=1\n", (await app.RunAsync("env", "--only-files")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Files_win_over_the_process_environment()
    {
        using var app = new AppDirectory();
        app.Variables["COLOR"] = "red";
        app.Variables["SHAPE"] = "round";
        app.Write(".env", "COLOR=blue\n");
        JsonElement variables = (await app.RunAsync("env", "--json")).AssertFine().Json().GetProperty("variables");
        Assert.Equal("blue", variables.GetProperty("COLOR").GetString());
        Assert.Equal("round", variables.GetProperty("SHAPE").GetString());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_later_file_wins_over_an_earlier_one_and_over_the_usual_one()
    {
        using var app = new AppDirectory();
        app.Write(".env", "USUAL=1\n");
        app.Write("a.env", "A=1\nB=1\n");
        app.Write("b.env", "B=2\n");
        app.Write("c.env", "C=3\n");
        ToolResult result = (await app.RunAsync("env", "--only-files", "-e", "a.env,b.env", "-e", "c.env")).AssertFine();
        Assert.Equal("A=1\nB=2\nC=3\n", result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_has_the_promised_shape()
    {
        using var app = new AppDirectory();
        app.Write(".env", "A=1\nnonsense\n");
        ToolResult result = (await app.RunAsync("env", "--json", "--only-files")).AssertFine();
        JsonElement json = result.Json();
        json.AssertNames("variables", "diagnostics");
        Assert.Equal("1", json.GetProperty("variables").GetProperty("A").GetString());
        Assert.Single(json.GetProperty("diagnostics").EnumerateArray()).AssertNames("file", "id", "severity", "line", "column", "message");
    }

    [Fact(Timeout = 60_000)]
    public async Task Where_a_variable_comes_from_can_be_asked_for()
    {
        using var app = new AppDirectory();
        app.Variables["SHAPE"] = "round";
        app.Write("a.env", "# colours\nCOLOR=red\nSIZE='a b'\n");
        app.Write("b.env", "COLOR=blue\n");
        string[] options = ["env", "--origins", "-e", "a.env,b.env"];
        string[] lines = (await app.RunAsync(options)).AssertFine().Lines;
        Assert.Contains("COLOR=blue # b.env:1", lines);
        Assert.Contains("SIZE='a b' # a.env:3", lines);
        Assert.Contains("SHAPE=round # process environment", lines);
        JsonElement json = (await app.RunAsync([.. options, "--json"])).AssertFine().Json();
        json.AssertNames("variables", "diagnostics", "origins");
        json.GetProperty("origins").GetProperty("COLOR").AssertIs("""{ "layer": "environmentFile", "file": "b.env", "line": 1 }""");
        json.GetProperty("origins").GetProperty("SHAPE").AssertIs("""{ "layer": "processEnvironment", "file": null, "line": null }""");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_line_that_is_no_variable_is_reported_with_its_place()
    {
        using var app = new AppDirectory();
        app.Write("settings.env", "A=1\nnonsense\n");
        ToolResult result = await app.RunAsync("env", "--only-files", "-e", "settings.env");
        Assert.Equal("A=1\n", result.Out);
        Assert.StartsWith("settings.env:2:1: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_named_and_missing_is_an_error()
    {
        using var app = new AppDirectory();
        (await app.RunAsync("env", "-e", "nope.env")).AssertRefused(ExitCodes.Fault, "There is no file nope.env: check the path");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_usual_file_of_the_root_directory_may_be_missing()
    {
        using var app = new AppDirectory();
        Directory.CreateDirectory(app.File("site"));
        app.Write("site/.env", "A=1\n");
        Assert.Equal("A=1\n", (await app.RunAsync("env", "--only-files", "--root", "site")).AssertFine().Out);
        Assert.Equal("", (await app.RunAsync("env", "--only-files")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unknown_dialect_is_refused_here_too()
    {
        using var app = new AppDirectory();
        (await app.RunAsync("env", "--dialect", "forman")).AssertRefused(ExitCodes.Usage, "there is no dialect \"forman\"", "\"Foreman\"");
    }
}
