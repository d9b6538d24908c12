using System.Net.Sockets;
using System.Text;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Starting;

/// <summary><c>procfile start</c> as a service: what systemd hears, and what SIGHUP does.</summary>
public sealed class ServiceTests
{
    [Fact(Timeout = 120_000)]
    public async Task Systemd_hears_ready_alive_reloading_and_stopping_and_the_processes_are_told_nothing_of_it()
    {
        using var app = new AppDirectory("web: env | grep -c -e NOTIFY_SOCKET -e WATCHDOG_USEC; exec sleep 1000\n");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(app.File("notify")));
        app.Variables["NOTIFY_SOCKET"] = app.File("notify");
        app.Variables["WATCHDOG_USEC"] = "400000";
        await using RunningTool tool = app.Start("start", "--no-timestamps");
        await UntilAsync(socket, "READY=1", "STATUS=1 of 1 running: web 1/1");
        await UntilAsync(socket, "WATCHDOG=1");
        await tool.LineAsync("web.1  | 0");

        app.Write("Procfile", "web: exec sleep 1000\nworker: exec sleep 2000\n");
        tool.Signal("HUP");
        await UntilAsync(socket, "RELOADING=1");
        await UntilAsync(socket, "READY=1");
        await tool.LineAsync("the Procfile was read anew: web changed (command); worker added");
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "2000").Length == 1);

        tool.Signal("TERM");
        await UntilAsync(socket, "STOPPING=1");
        Assert.Equal(ExitCodes.Fine, (await tool.EndAsync()).Code);
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 120_000)]
    public async Task A_Procfile_that_cannot_be_read_anew_changes_nothing()
    {
        using var app = new AppDirectory("web: exec sleep 1000\n");
        await using RunningTool tool = app.Start("start", "--no-timestamps");
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "1000").Length == 1);
        int before = app.Processes.Running("sleep", "1000")[0];
        File.Delete(app.File("Procfile"));
        tool.Signal("HUP");
        await tool.LineAsync("the Procfile was read anew, and nothing is changed");
        Assert.Equal(before, Assert.Single(app.Processes.Running("sleep", "1000")));
        tool.Signal("TERM");
        Assert.Equal(ExitCodes.Fine, (await tool.EndAsync()).Code);
    }

    [Fact(Timeout = 120_000)]
    public async Task With_watch_a_changed_file_is_taken_over_and_a_broken_one_is_not()
    {
        using var app = new AppDirectory("web: exec sleep 1000\n");
        await using RunningTool tool = app.Start("start", "--no-timestamps", "--watch");
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "1000").Length == 1);
        int before = app.Processes.Running("sleep", "1000")[0];
        app.Write("Procfile", "web exec sleep 1000\n");
        await tool.LineAsync("the Procfile was read anew, and nothing is changed");
        app.Write("Procfile", "web: exec sleep 1000\nworker: exec sleep $TIME\n");
        app.Write(".env", "TIME=2000\n");
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "2000").Length == 1);
        // Its variables have changed too.
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "1000") is [var after] && after != before);
        tool.Signal("TERM");
        Assert.Equal(ExitCodes.Fine, (await tool.EndAsync()).Code);
        app.Processes.AssertNone();
    }

    [Fact(Timeout = 60_000)]
    public async Task Standard_input_cannot_be_watched()
    {
        using var app = new AppDirectory();
        (await app.RunWithInputAsync("web: sleep 1\n", "start", "-f", "-", "--watch")).AssertRefused(ExitCodes.Usage, "standard input", "-f");
    }

    [TerminalTheory]
    [InlineData("KILL")]
    public async Task A_terminal_that_goes_away_ends_it(string signal)
    {
        using var app = new AppDirectory("web: exec sleep 1000\n");
        await using RunningTool terminal = app.StartOnTerminal("start");
        await Condition.UntilAsync(() => app.Processes.Running("sleep", "1000").Length == 1);
        terminal.Signal(signal);
        await Condition.UntilAsync(() => app.Processes.Ids().Length == 0);
    }

    private static async Task UntilAsync(Socket socket, params string[] lines)
    {
        byte[] buffer = new byte[8192];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        string[] heard;
        do
        {
            heard = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer.AsMemory(), patience.Token)).Split('\n');
        }
        while (lines.Except(heard).Any());
    }
}
