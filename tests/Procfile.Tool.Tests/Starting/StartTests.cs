using System.Globalization;
using System.Text.RegularExpressions;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary><c>procfile start</c>: what it starts, and keeps up.</summary>
public sealed partial class StartTests
{
    /// <summary>Says who it is, and stays.</summary>
    private const string Stays = "echo $PS on $PORT; exec sleep 1000";

    [Fact(Timeout = 60_000)]
    public async Task One_process_of_each_type_runs_with_its_name_and_port()
    {
        using var app = new AppDirectory($"web: {Stays}\nworker: {Stays}\n");
        await using RunningTool tool = app.Start("start");
        await tool.LineAsync("web.1 on 5000");
        await tool.LineAsync("worker.1 on 5100");
        await StopAsync(app, tool);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_formation_says_how_many()
    {
        using var app = new AppDirectory($"web: {Stays}\nworker: {Stays}\nclock: {Stays}\n");
        await using RunningTool tool = app.Start("start", "-m", "worker=2,web=1", "-p", "7000");
        await tool.LineAsync("web.1 on 7000");
        await tool.LineAsync("worker.1 on 7100");
        await tool.LineAsync("worker.2 on 7101");
        await tool.LineAsync("started (pid", times: 3);
        ToolResult result = await StopAsync(app, tool);
        Assert.DoesNotContain("clock", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Named_types_start_alone_and_keep_their_ports()
    {
        using var app = new AppDirectory($"web: {Stays}\nworker: {Stays}\n");
        await using RunningTool tool = app.Start("start", "worker");
        await tool.LineAsync("worker.1 on 5100");
        await tool.LineAsync("started (pid");
        ToolResult result = await StopAsync(app, tool);
        Assert.DoesNotContain("web", result.Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Processes_get_the_variables_of_the_files_and_run_in_the_root_directory()
    {
        using var app = new AppDirectory();
        Directory.CreateDirectory(app.File("site"));
        app.Write("site/Procfile", "web: echo in $(pwd) with $COLOR; exec sleep 1000\n");
        app.Write("blue.env", "COLOR=blue\n");
        await using RunningTool tool = app.Start("start", "-f", "site/Procfile", "-e", "blue.env");
        await tool.LineAsync($"in {app.File("site")} with blue");
        await StopAsync(app, tool);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_procfile_may_come_from_standard_input()
    {
        using var app = new AppDirectory();
        ToolResult result = await app.RunWithInputAsync("web: echo from input\n", "start", "-f", "-", "--on-exit", "ignore");
        Assert.Contains(result.Lines, line => line.EndsWith("| from input", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Fine, result.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_environment_chooses_the_variant()
    {
        using var app = new AppDirectory("web: echo base; exec sleep 1000\n");
        app.Write("Procfile_production", "web: echo variant; exec sleep 1000\n");
        await using RunningTool tool = app.Start("start", "--environment", "production");
        await tool.LineAsync("variant");
        await StopAsync(app, tool);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_killed_worker_comes_back_with_the_same_unique_integer()
    {
        using var app = new AppDirectory("worker: echo integer {{UNIQUE_INT}} as $$; exec sleep 1000\n");
        await using RunningTool tool = app.Start("start", "-m", "worker=3");
        await tool.LineAsync("integer", times: 3);
        Dictionary<string, (int Integer, int Id)> before = Workers(tool.Lines);
        Assert.Equal(3, before.Values.Select(worker => worker.Integer).Distinct().Count());

        Signals.Send(before["worker.2"].Id, "KILL");
        await tool.LineAsync("worker.2 ended with signal KILL");
        await tool.LineAsync("integer", times: 4);
        Dictionary<string, (int Integer, int Id)> after = Workers(tool.Lines);
        Assert.Equal(before["worker.2"].Integer, after["worker.2"].Integer);
        Assert.NotEqual(before["worker.2"].Id, after["worker.2"].Id);
        Assert.Equal(before["worker.1"], after["worker.1"]);
        await StopAsync(app, tool);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_does_not_exist_is_told_with_its_place_before_anything_starts()
    {
        using var app = new AppDirectory("web: echo ran\nworker: no_such_program --flag\n");
        (await app.RunAsync("start")).AssertRefused(ExitCodes.Fault, "Procfile:2:9: worker: \"no_such_program\"", "install it, or correct the command");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_command_that_does_not_exist_hinders_nobody_who_does_not_start_it()
    {
        using var app = new AppDirectory("web: echo ran\nworker: no_such_program --flag\n");
        ToolResult result = await app.RunAsync("start", "web", "--on-exit", "ignore");
        Assert.Contains("| ran", result.Out, StringComparison.Ordinal);
    }

    private static async Task<ToolResult> StopAsync(AppDirectory app, RunningTool tool)
    {
        tool.Signal("INT");
        ToolResult result = (await tool.EndAsync()).AssertFine();
        app.Processes.AssertNone();
        return result;
    }

    /// <summary>The latest word of each worker.</summary>
    private static Dictionary<string, (int Integer, int Id)> Workers(string[] lines)
    {
        var workers = new Dictionary<string, (int, int)>();
        foreach (Match match in lines.Select(line => WorkerLine().Match(line)).Where(match => match.Success))
        {
            workers[match.Groups[1].Value] = (
                int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture));
        }

        return workers;
    }

    [GeneratedRegex(@"(worker\.\d) +\| integer (\d+) as (\d+)")]
    private static partial Regex WorkerLine();
}
