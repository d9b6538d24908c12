using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile export</c>: what it writes, and what it leaves alone.</summary>
public sealed class ExportTests
{
    [Fact(Timeout = 60_000)]
    public async Task It_writes_files_says_which_and_how_to_go_on()
    {
        using var app = new AppDirectory("web: server -p $PORT\nworker: work\n");
        ToolResult result = (await app.RunAsync("export", "systemd", app.File("units"), "-a", "shop", "-m", "web=2")).AssertFine();
        Assert.Contains(result.Lines, line => line.StartsWith("new", StringComparison.Ordinal) && line.EndsWith("/shop-web.2.service", StringComparison.Ordinal));
        Assert.Contains(result.Lines, line => line.Contains("systemctl enable --now shop.target", StringComparison.Ordinal));
        Assert.Contains($"EnvironmentFile={app.File("units")}/shop-web.env\n", app.Text("units/shop-web.1.service"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Values_come_from_env_files_and_not_from_who_exports_unless_passed()
    {
        using var app = new AppDirectory("web: server\n");
        app.Write(".env", "FROM_FILE=a\n");
        app.Variables["FROM_HOST"] = "b";
        app.Variables["PASSED"] = "c";
        (await app.RunAsync("export", "systemd", app.File("units"), "-a", "shop", "--pass", "PASSED")).AssertFine();
        string variables = app.Text("units/shop-web.env");
        Assert.Contains("FROM_FILE=\"a\"", variables, StringComparison.Ordinal);
        Assert.Contains("PASSED=\"c\"", variables, StringComparison.Ordinal);
        Assert.Contains("PATH=\"/usr/local/bin:/usr/bin:/bin\"", variables, StringComparison.Ordinal);
        Assert.DoesNotContain("FROM_HOST", variables, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(app.File("units/shop-web.env")));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_second_export_changes_what_is_different_and_removes_what_is_needed_no_more()
    {
        using var app = new AppDirectory("web: server\nworker: work\n");
        (await app.RunAsync("export", "runit", app.File("service"), "-a", "shop", "-m", "web=2")).AssertFine();
        File.WriteAllText(app.File("service/mine"), "mine");
        ToolResult second = (await app.RunAsync("export", "runit", app.File("service"), "-a", "shop", "-m", "web=1,worker=1")).AssertFine();
        Assert.Contains(second.Lines, line => line.StartsWith("same", StringComparison.Ordinal) && line.EndsWith("shop-web-1/run", StringComparison.Ordinal));
        Assert.Contains(second.Lines, line => line.StartsWith("removed", StringComparison.Ordinal) && line.EndsWith("shop-web-2/run", StringComparison.Ordinal));
        Assert.False(Directory.Exists(app.File("service/shop-web-2")));
        Assert.True(File.Exists(app.File("service/shop-worker-1/run")));
        Assert.Equal("mine", app.Text("service/mine"));
    }

    [Fact(Timeout = 120_000)]
    public async Task What_is_not_its_own_it_leaves_alone_unless_forced()
    {
        using var app = new AppDirectory("web: server\n");
        Directory.CreateDirectory(app.File("units"));
        app.Write("units/shop.target", "somebody's own");
        string[] arguments = ["export", "systemd", app.File("units"), "-a", "shop"];
        (await app.RunAsync(arguments)).AssertRefused(ExitCodes.Fault, "shop.target is there and was not written by an export: --force overwrites it");
        Assert.Single(Directory.EnumerateFileSystemEntries(app.File("units")));
        (await app.RunAsync([.. arguments, "--force"])).AssertFine();

        File.AppendAllText(app.File("units/shop-web.1.service"), "# edited\n");
        app.Write("Procfile", "web: server --new\n");
        (await app.RunAsync(arguments)).AssertRefused(ExitCodes.Fault, "shop-web.1.service was changed since it was exported");
        Assert.EndsWith("# edited\n", app.Text("units/shop-web.1.service"), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_dry_run_writes_nothing_and_a_dash_shows_all()
    {
        using var app = new AppDirectory("web: server\n");
        ToolResult dry = (await app.RunAsync("export", "supervisord", app.File("conf"), "-a", "shop", "--dry-run")).AssertFine();
        Assert.Contains(dry.Lines, line => line.EndsWith("/shop.conf", StringComparison.Ordinal));
        Assert.False(Directory.Exists(app.File("conf")));
        ToolResult shown = (await app.RunAsync("export", "supervisord", "-", "-a", "shop")).AssertFine();
        Assert.Contains("==> shop.conf (0600) <==", shown.Out, StringComparison.Ordinal);
        Assert.Contains("[program:shop-web-1]", shown.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_unit_that_runs_start_has_the_options_of_the_export_with_absolute_paths()
    {
        using var app = new AppDirectory("web: server\n");
        app.Write("production.env", "A=1\n");
        (await app.RunAsync("export", "systemd", app.File("units"), "-a", "shop", "--style", "supervisor", "-m", "web=2", "-e", "production.env", "-p", "6000", "-u", "deploy")).AssertFine();
        string unit = app.Text("units/shop.service");
        Assert.Contains($"ExecStart={AppDirectory.Tool} start --root {app.Path} --formation web=2 --port 6000 --env {app.File("production.env")} --no-timestamps\n", unit, StringComparison.Ordinal);
        Assert.Contains("Type=notify\n", unit, StringComparison.Ordinal);
        Assert.Contains("User=deploy\n", unit, StringComparison.Ordinal);
        Assert.DoesNotContain("A=1", unit, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Json_tells_each_file_and_what_becomes_of_it()
    {
        using var app = new AppDirectory("web: server\n");
        JsonElement json = (await app.RunAsync("export", "launchd", app.File("plists"), "-a", "shop", "--json")).AssertFine().Json();
        json.AssertNames("format", "directory", "dryRun", "files", "notes", "nextSteps");
        json.GetProperty("files")[0].AssertIs("""{"path":"shop-web-1.plist","change":"new","mode":"0600"}""");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("there is no format \"sytemd\": did you mean \"systemd\"?", "export", "sytemd", "d")]
    [InlineData("--limit is a name and a number such as nofile=65536", "export", "systemd", "d", "--limit", "files=1")]
    [InlineData("--style is processes, templates or supervisor", "export", "systemd", "d", "--style", "one")]
    [InlineData("the formation has no process", "export", "systemd", "d", "-m", "all=0")]
    public async Task Wrong_usage_is_one_line_that_says_what_to_do(string said, params string[] arguments)
    {
        using var app = new AppDirectory("web: server\n");
        (await app.RunAsync(arguments)).AssertRefused(ExitCodes.Usage, said);
    }
}
