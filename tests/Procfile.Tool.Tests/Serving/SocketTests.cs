using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Serving;

/// <summary>A run listens for its user alone, at a path that no other run has, and leaves nothing there.</summary>
public sealed class SocketTests : IDisposable
{
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly AppDirectory _app = new("web: exec sleep 1000\n");

    private string Socket => Directory.GetFiles(_app.Sockets, "*.sock").Single();

    public void Dispose() => _app.Dispose();

    [Fact(Timeout = 60_000)]
    public async Task It_is_for_its_user_alone_and_goes_with_the_run()
    {
        RunningTool start = await StartAsync();
        Assert.Equal(ForOwner, File.GetUnixFileMode(Socket));
        Assert.Equal(ForOwner | UnixFileMode.UserExecute, File.GetUnixFileMode(_app.Sockets));
        Assert.Contains("web.1", (await _app.RunAsync("ps")).AssertFine().Out, StringComparison.Ordinal);
        (await _app.RunAsync("stop")).AssertFine();
        Assert.Equal(ExitCodes.Fine, (await start.EndAsync()).Code);
        Assert.Empty(Directory.GetFiles(_app.Sockets));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_a_killed_run_has_left_is_taken_over()
    {
        RunningTool killed = await StartAsync();
        string path = Socket;
        killed.Signal("KILL");
        await killed.EndAsync();
        Assert.True(File.Exists(path));
        (await _app.RunAsync("ps")).AssertRefused(ExitCodes.Fault, "nothing runs");
        RunningTool next = await StartAsync();
        Assert.Equal(path, Socket);
        Assert.Contains(" running", (await _app.RunAsync("ps")).AssertFine().Out, StringComparison.OrdinalIgnoreCase);
        next.Signal("TERM");
        await next.EndAsync();
        Assert.Empty(Directory.GetFiles(_app.Sockets));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_second_run_goes_on_without_unless_it_was_to_listen_there()
    {
        RunningTool first = await StartAsync();
        (await _app.RunAsync("start", "--socket", Socket)).AssertRefused(ExitCodes.Fault, "another procfile start listens at", Socket);
        RunningTool second = await StartAsync();
        second.Signal("TERM");
        ToolResult result = await second.EndAsync();
        Assert.Contains("do not reach this run; --socket PATH", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("web.1", (await _app.RunAsync("ps")).AssertFine().Out, StringComparison.Ordinal);
        first.Signal("TERM");
        await first.EndAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task A_path_of_its_own_is_found_by_it()
    {
        await using RunningTool start = await StartAsync("--socket", "here.sock");
        Assert.False(Directory.Exists(_app.Sockets));
        Assert.Equal(ForOwner, File.GetUnixFileMode(_app.File("here.sock")));
        Assert.Contains("web.1", (await _app.RunAsync("ps", "--socket", "here.sock")).AssertFine().Out, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_that_is_no_socket_is_left_alone()
    {
        _app.Write("notes", "mine");
        (await _app.RunAsync("start", "--socket", "notes")).AssertRefused(ExitCodes.Fault, "notes exists and is no socket");
        File.CreateSymbolicLink(_app.File("link"), _app.File("notes"));
        (await _app.RunAsync("start", "--socket", "link")).AssertRefused(ExitCodes.Fault, "link exists and is no socket");
        (await _app.RunAsync("start", "--socket", "no/such/directory")).AssertRefused(ExitCodes.Fault, "no/such/directory");
        (await _app.RunAsync("start", "--socket", new string('x', 200))).AssertRefused(ExitCodes.Fault, "too long");
        Assert.Equal(["Procfile", "link", "notes"], Directory.EnumerateFileSystemEntries(_app.Path).Select(Path.GetFileName).Order());
        Assert.Equal("mine", _app.Text("notes"));
        _app.Processes.AssertNone();
    }

    [Theory(Timeout = 60_000), InlineData("open"), InlineData("link"), InlineData("file")]
    public async Task A_directory_in_which_others_have_a_hand_is_not_used(string kind)
    {
        if (kind == "file")
            File.WriteAllText(_app.Sockets, "");
        else if (kind == "link")
            Directory.CreateSymbolicLink(_app.Sockets, Directory.CreateDirectory(_app.File("elsewhere")).FullName);
        else
            Directory.CreateDirectory(_app.Sockets, ForOwner | UnixFileMode.UserExecute | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        RunningTool start = await StartAsync();
        start.Signal("TERM");
        Assert.Contains("do not reach this run", Assert.Single((await start.EndAsync()).ErrorLines), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_app.File("elsewhere")) && Directory.EnumerateFileSystemEntries(_app.File("elsewhere")).Any());
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_wants_none_gets_none()
    {
        await using RunningTool start = await StartAsync("--no-socket");
        Assert.False(Directory.Exists(_app.Sockets));
        (await _app.RunAsync("ps")).AssertRefused(ExitCodes.Fault, "nothing runs");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_answer_that_is_under_way_comes_before_the_end()
    {
        _app.Write("Procfile", "web: trap 'sleep 0.5; exit 0' TERM; echo ready; while :; do sleep 0.1; done\n");
        await using RunningTool start = _app.Start("start");
        await start.LineAsync("ready");
        Task<ToolResult> events = _app.RunAsync("events", "-f");
        (await _app.RunAsync("stop")).AssertFine();
        Assert.Contains("web.1 ended with code 0", (await events).Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Fine, (await start.EndAsync()).Code);
    }

    private async Task<RunningTool> StartAsync(params string[] arguments)
    {
        RunningTool start = _app.Start(["start", .. arguments]);
        await start.LineAsync("web.1 started");
        return start;
    }
}
