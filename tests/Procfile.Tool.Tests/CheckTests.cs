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
    public async Task Its_table_says_for_each_tool_what_is_lost_renamed_merged_or_refused()
    {
        using var app = new AppDirectory("web: a\n  job: b\nmy_web: c # d\nweb: e\n");
        ToolResult result = await app.RunAsync("check", "--for", "all");
        Assert.Equal(ExitCodes.Fault, result.Code);
        await Verifier.Verify(result.Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Its_json_has_a_comparison_for_each_tool_asked_for()
    {
        using var app = new AppDirectory("web: a\n  job: b\nmy_web: c\nweb: d\n");
        ToolResult result = await app.RunAsync("check", "--for", "foreman,heroku-cnb,Honcho,mprocs", "--json");
        JsonElement[] comparisons = [.. result.Json().GetProperty("comparisons").EnumerateArray()];
        Assert.Equal(["Foreman", "HerokuCnb", "Honcho", "Mprocs"], comparisons.Select(one => one.GetProperty("dialect").GetString()));
        Assert.All(comparisons, one => one.AssertNames("dialect", "alike", "differences"));
        string[] kinds = [.. comparisons.Select(one => string.Join(',', one.GetProperty("differences").EnumerateArray()
            .Select(difference => $"{difference.GetProperty("kind").GetString()} {difference.GetProperty("line").GetInt32()}")))];
        Assert.Equal(["lost 2", "merged 1,renamed 3", "refused 4", "renamed 4"], kinds);
        Assert.All(comparisons, one => Assert.False(one.GetProperty("alike").GetBoolean()));
    }

    [Fact(Timeout = 60_000)]
    public async Task All_means_every_tool_in_json_too()
    {
        using var app = new AppDirectory("web: a\n");
        JsonElement[] comparisons = [.. (await app.RunAsync("check", "--for", "all", "--json")).AssertFine().Json().GetProperty("comparisons").EnumerateArray()];
        Assert.Equal(16, comparisons.Length);
        Assert.All(comparisons, one => Assert.True(one.GetProperty("alike").GetBoolean()));
    }

    [Fact(Timeout = 60_000)]
    public async Task Strict_takes_a_disagreement_for_an_error()
    {
        using var app = new AppDirectory("web: a\nmy_job:b\n");
        Assert.Equal(ExitCodes.Fine, (await app.RunAsync("check")).Code);
        ToolResult result = await app.RunAsync("check", "--strict");
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Contains("Procfile:2:1: error PF0307: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("Procfile:2:8: error PF0303: ", result.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, (await new AppDirectory("web: a\nmy-job: b\n").RunAsync("check", "--strict")).Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task Fixing_touches_no_other_byte()
    {
        using var app = new AppDirectory();
        byte[] before = [0xEF, 0xBB, 0xBF, .. "# café "u8, 0xFF, .. "\r\n  web :a \t\r\nprose\r\n\r\n// note\nodd.name: x\nlast:y"u8];
        byte[] after = [.. "# café "u8, 0xFF, .. "\r\nweb: a\r\nprose\r\n\r\n# note\nodd.name: x\nlast: y"u8];
        app.Write("Procfile", before);
        await app.RunAsync("check", "--fix");
        Assert.Equal(after, app.Bytes("Procfile"));
        await app.RunAsync("check", "--fix");
        Assert.Equal(after, app.Bytes("Procfile"));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_env_file_beside_it_is_checked_too_with_file_line_and_column()
    {
        using var app = new AppDirectory("web: a\n");
        app.Write(".env", "A=1\n B=$A\nSECRET hush\nC=\"open\n");
        ToolResult result = await app.RunAsync("check");
        Assert.Equal(ExitCodes.Fault, result.Code);
        Assert.Equal("Procfile: 1 process type (web); nothing to report", result.Lines[0]);
        string[] places = [":2:2: warning PF0812: ", ":2:4: info PF0813: ", ":3:1: warning PF0807: ", ":4:3: error PF0809: ", ": 3 variables; 1 error, 2 warnings, 1 hint"];
        Assert.Equal(places.Length, result.Lines.Length - 1);
        Assert.All(places.Zip(result.Lines.Skip(1)), pair => Assert.Contains(".env" + pair.First, pair.Second, StringComparison.Ordinal));
        Assert.DoesNotContain("hush", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Env_files_that_are_named_are_checked_instead_and_json_has_their_names()
    {
        using var app = new AppDirectory("web: a\n");
        app.Write(".env", "nonsense\n");
        app.Write("a.env", "A =1\n");
        app.Write("b.env", "B=1\n\nB: 2\n");
        ToolResult result = (await app.RunAsync("check", "-e", "a.env,b.env", "--json")).AssertFine();
        JsonElement[] found = [.. result.Json().GetProperty("environment").EnumerateArray()];
        Assert.Equal(
            ["a.env:1:3 PF0801", "b.env:3:1 PF0808", "b.env:3:2 PF0806"],
            found.Select(one => $"{one.GetProperty("file").GetString()}:{one.GetProperty("line").GetInt32()}:{one.GetProperty("column").GetInt32()} {one.GetProperty("id").GetString()}"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Standard_input_is_called_that()
    {
        using var app = new AppDirectory();
        ToolResult result = await app.RunWithInputAsync("nonsense\nweb: a\n", "check", "-f", "-");
        Assert.StartsWith("standard input:1:1: warning PF0501: ", result.Lines[0], StringComparison.Ordinal);
    }
}
