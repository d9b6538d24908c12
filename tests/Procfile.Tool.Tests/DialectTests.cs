using System.Text.Json;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary><c>--dialect</c>: not only lines are read as another tool reads them; names, ports, variables and formations are its own too.</summary>
public sealed class DialectTests
{
    private const string Procfile = "web: serve\nworker: work\n";

    [Theory(Timeout = 60_000)]
    [InlineData("Portable", "web.1 PORT=7000 PS=web.1", "web.2 PORT=7001 PS=web.2")]
    [InlineData("Foreman", "web.1 PORT=7000 PS=web.1", "web.2 PORT=7001 PS=web.2")]
    [InlineData("Honcho", "web.1 HONCHO_PROCESS_NAME=web.1 PORT=7000", "web.2 HONCHO_PROCESS_NAME=web.2 PORT=7001", "worker.1 HONCHO_PROCESS_NAME=worker.1 PORT=7100")]
    [InlineData("Forego", "web.1 PORT=7000", "web.2 PORT=7000")]
    [InlineData(
        "Overmind",
        "web#1 OVERMIND_PROCESS_web_2_PORT=7010 OVERMIND_PROCESS_worker_PORT=7100 PORT=7000 PS=web#1",
        "web#2 OVERMIND_PROCESS_web_1_PORT=7000 OVERMIND_PROCESS_worker_PORT=7100 PORT=7010 PS=web#2",
        "worker OVERMIND_PROCESS_web_1_PORT=7000 OVERMIND_PROCESS_web_2_PORT=7010 PORT=7100 PS=worker")]
    [InlineData("Hivemind", "web PORT=7000", "web.2 PORT=7001")]
    [InlineData("Goreman", "web PORT=5000", "web.2 PORT=5001")]
    [InlineData("NodeForeman", "web.1 FOREMAN_WORKER_NAME=web.1 PORT=7000", "web.2 FOREMAN_WORKER_NAME=web.2 PORT=7001")]
    [InlineData("Shoreman", "web PORT=7000", "web.2 PORT=7000")]
    [InlineData("ProcfileUtil", "web.1 PORT=5000 PS=web.1", "web.2 PORT=5001 PS=web.2")]
    [InlineData("HerokuClassic", "web.1 PS=web.1", "web.2 PS=web.2")]
    [InlineData("HerokuCnb", "web.1 PS=web.1", "web.2 PS=web.2")]
    [InlineData("Cloud66", "web_1 ", "web_2 ")]
    public async Task Names_ports_variables_and_types_that_are_not_listed_are_the_tools(string dialect, params string[] processes)
    {
        using var app = new AppDirectory(Procfile);
        app.Variables["PORT"] = "7000";
        JsonElement json = (await app.RunAsync("expand", "-m", "web=2", "--dialect", dialect, "--json")).AssertFine().Json();
        Assert.Equal(processes, json.GetProperty("processes").EnumerateArray().Select(Describe));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Foreman", "file")]
    [InlineData("Honcho", "file")]
    [InlineData("Forego", "file")]
    [InlineData("Overmind", "file")]
    [InlineData("NodeForeman", "file")]
    [InlineData("Shoreman", "file")]
    [InlineData("Goreman", "environment")]
    [InlineData("Hivemind", "environment")]
    public async Task Who_wins_between_file_and_environment_is_as_in_the_tool(string dialect, string winner)
    {
        using var app = new AppDirectory(Procfile);
        app.Variables["A"] = "environment";
        app.Write(".env", "A=file\n");
        Assert.Equal(winner, await VariableAsync(app, "A", "--dialect", dialect));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Overmind", "second", "of the host")]
    [InlineData("Goreman", "first", "")]
    [InlineData("Foreman", "second", "$HOST_ONLY")]
    public async Task Several_files_and_what_they_refer_to_are_as_in_the_tool(string dialect, string winner, string reference)
    {
        using var app = new AppDirectory(Procfile);
        app.Variables["HOST_ONLY"] = "of the host";
        app.Write("a.env", "A=first\n");
        app.Write("b.env", "A=second\nREFERENCE=$HOST_ONLY\n");
        string[] options = ["-e", "a.env,b.env", "--dialect", dialect];
        Assert.Equal(winner, await VariableAsync(app, "A", options));
        Assert.Equal(reference, await VariableAsync(app, "REFERENCE", options));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Honcho", "5000")]
    [InlineData("NodeForeman", "5000")]
    [InlineData("Foreman", "5100")]
    [InlineData("Forego", "5100")]
    [InlineData("Overmind", "5100")]
    public async Task The_port_of_a_type_that_is_started_alone_is_the_tools(string dialect, string port)
    {
        using var app = new AppDirectory("web: echo $PORT\nworker: echo port $PORT\n");
        ToolResult result = await app.RunAsync("start", "worker", "--on-exit", "ignore", "--no-prefix", "--dialect", dialect);
        Assert.Contains($"port {port}", result.Lines);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Overmind", "web=2", "web#1", "web#2")]
    [InlineData("Overmind", "web=1", "web")]
    [InlineData("Goreman", "web=1", "web")]
    [InlineData("Honcho", "web=2", "web.1", "web.2")]
    [InlineData("Cloud66", "web=2", "web_1", "web_2")]
    public async Task Processes_run_under_the_tools_names(string dialect, string formation, params string[] names)
    {
        using var app = new AppDirectory("web: echo hello\n");
        ToolResult result = await app.RunAsync("start", "-m", formation, "--on-exit", "ignore", "--no-timestamps", "--dialect", dialect);
        int width = names.Max(name => name.Length);
        Assert.Equal(
            names.Select(name => $"{name.PadRight(Math.Max(width, "system".Length))} | hello"),
            result.Lines.Where(line => line.EndsWith("| hello", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("Foreman", "/bin/sh")]
    [InlineData("Shoreman", "bash")]
    [InlineData("HerokuCnb", "bash")]
    public async Task The_shell_is_the_tools(string dialect, string shell)
    {
        using var app = new AppDirectory("web: a && b\n");
        string[] options = ["show", "web", "--json", "--dialect", dialect];
        Assert.Equal(shell, Shell(await app.RunAsync(options)));
        Assert.Equal("/bin/dash", Shell(await app.RunAsync([.. options, "--shell", "/bin/dash"])));

        static string? Shell(ToolResult result) => result.AssertFine().Json().GetProperty("argv")[0].GetString();
    }

    [Fact(Timeout = 60_000)]
    public async Task More_processes_than_have_ports_are_refused_as_overmind_does_and_else_pointed_out()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("expand", "-m", "web=11", "--dialect", "overmind")).AssertRefused(ExitCodes.Usage, "--formation web=11", "11 processes of 'web'");
        (await app.RunAsync("expand", "-m", "web=10", "--dialect", "overmind")).AssertFine();
        ToolResult warned = await app.RunAsync("expand", "-m", "web=101");
        Assert.Equal(ExitCodes.Fine, warned.Code);
        Assert.Contains("101 processes of 'web'", Assert.Single(warned.ErrorLines), StringComparison.Ordinal);
        (await app.RunAsync("expand", "-m", "worker=101")).AssertFine();
        (await app.RunAsync("expand", "-m", "web=101", "--skip-taken-ports")).AssertFine();
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_two_entries_of_one_name_the_one_that_is_not_run_is_pointed_out()
    {
        using var app = new AppDirectory("web: a\nweb: b\n");
        ToolResult result = await app.RunAsync("expand", "--dialect", "foreman");
        Assert.Equal("web.1: a\n", result.Out);
        Assert.Contains("procfile: Procfile:2: this \"web\" is not run: only the first of a name is", result.ErrorLines);
    }

    private static async Task<string?> VariableAsync(AppDirectory app, string name, params string[] options)
    {
        ToolResult result = await app.RunAsync(["env", "--json", .. options]);
        return result.Json().GetProperty("variables").GetProperty(name).GetString();
    }

    private static string Describe(JsonElement process) => $"{process.GetProperty("name")} "
        + string.Join(' ', process.GetProperty("environment").EnumerateObject().Select(one => $"{one.Name}={one.Value}").Order(StringComparer.Ordinal));
}
