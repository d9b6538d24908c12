using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary>The options that every command has: <c>-f</c>, <c>--root</c>, <c>--environment</c>, <c>--dialect</c>.</summary>
public sealed class SharedOptionTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("list", "web: echo $PORT\n")]
    [InlineData("expand", "web.1: echo 5000\n")]
    [InlineData("check", "standard input: 1 process type (web); nothing to report\n")]
    public async Task A_dash_reads_standard_input(string command, string printed)
    {
        using var app = new AppDirectory("other: true\n");
        Assert.Equal(printed, (await app.RunWithInputAsync("web: echo $PORT\n", command, "-f", "-")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Options_may_stand_before_and_after_the_command()
    {
        using var app = new AppDirectory();
        app.Write("Other", "web: a\n");
        Assert.Equal("web: a\n", (await app.RunAsync("-f", "Other", "list")).AssertFine().Out);
        Assert.Equal("web: a\n", (await app.RunAsync("list", "--file", "Other")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_root_directory_has_the_procfile_and_the_variables()
    {
        using var app = new AppDirectory("web: here\n");
        Directory.CreateDirectory(app.File("site"));
        app.Write("site/Procfile", "web: there $A\n");
        app.Write("site/.env", "A=1\n");
        Assert.Equal("web.1: there 1\n", (await app.RunAsync("expand", "--root", "site")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_and_a_root_directory_may_differ()
    {
        using var app = new AppDirectory();
        app.Write("Other", "web: pwd\n");
        Directory.CreateDirectory(app.File("site"));
        Assert.Equal(app.File("site") + "\n", (await app.RunAsync("run", "-f", "Other", "--root", "site", "web")).AssertFine().Out);
        Assert.Equal(app.Path + "\n", (await app.RunAsync("run", "-f", "Other", "web")).AssertFine().Out);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Procfile_production", "production")]
    [InlineData("Procfile_Production", "production")]
    [InlineData("Procfile.production", "production")]
    [InlineData("Procfile", "staging")]
    public async Task The_environment_takes_its_variant_or_else_the_base(string taken, string environment)
    {
        using var app = new AppDirectory("web: true\n");
        if (taken != "Procfile")
            app.Write(taken, "web: true\n");
        JsonElement json = (await app.RunAsync("list", "--json", "--environment", environment)).AssertFine().Json();
        Assert.Equal(taken, json.GetProperty("file").GetString());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("PROCFILE_ENV")]
    [InlineData("RAILS_ENV")]
    [InlineData("RACK_ENV")]
    [InlineData("NODE_ENV")]
    [InlineData("ASPNETCORE_ENVIRONMENT")]
    [InlineData("DOTNET_ENVIRONMENT")]
    public async Task The_environments_usual_variables_are_asked_and_the_option_wins(string variable)
    {
        using var app = new AppDirectory("web: base\n");
        app.Write("Procfile_production", "web: production\n");
        app.Write("Procfile_test", "web: test\n");
        app.Variables[variable] = "production";
        Assert.Equal("web: production\n", (await app.RunAsync("list")).AssertFine().Out);
        Assert.Equal("web: test\n", (await app.RunAsync("list", "--environment", "test")).AssertFine().Out);
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_any_candidate_the_complaint_names_them_all()
    {
        using var app = new AppDirectory();
        (await app.RunAsync("list", "--environment", "production"))
            .AssertRefused(ExitCodes.Fault, $"There is no Procfile in {app.Path}", "Procfile_production, Procfile.production, Procfile", "-f");
    }

    [Fact(Timeout = 60_000)]
    public async Task The_dialect_decides_what_is_read()
    {
        using var app = new AppDirectory("my.web: a\nweb: b\n");
        Assert.Equal("web: b\n", (await app.RunAsync("list", "--dialect", "FOREMAN")).Out);
        Assert.Equal("Foreman", (await app.RunAsync("list", "--dialect", "foreman", "--json")).Json().GetProperty("dialect").GetString());
    }
}
