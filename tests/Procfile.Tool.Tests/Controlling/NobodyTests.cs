using System.Net.Sockets;
using System.Text;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary>Where nobody listens, or somebody who is no <c>start</c>: one line that says so, never an exception, never a hang.</summary>
public sealed class NobodyTests : ControlTests
{
    public static TheoryData<string> Commands => ["ps", "ps --watch", "scale web=2", "pause", "resume", "restart", "stop", "signal HUP", "logs", "logs -f", "events", "events -f"];

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Commands))]
    public async Task Nothing_runs(string command)
    {
        App.Variables["XDG_RUNTIME_DIR"] = App.Path;
        (await App.RunAsync(command.Split(' '))).AssertRefused(
            ExitCodes.Fault, "nothing runs from this Procfile (no answer at ", $"{App.Path}/procfile/", "start it with procfile start, or name its socket with --socket");
        (await RunAsync(command.Split(' '))).AssertRefused(ExitCodes.Fault, $"nothing runs there (no answer at {Socket})", $"procfile start --socket {Socket}");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_stale_socket_a_file_and_a_directory_are_nobody()
    {
        using (var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
            socket.Bind(new UnixDomainSocketEndPoint(Socket));
        (await RunAsync("ps")).AssertRefused(ExitCodes.Fault, "nothing runs there");
        App.Write("file", "");
        (await App.RunAsync("ps", "--socket", "file")).AssertRefused(ExitCodes.Fault, "nothing runs there");
        (await App.RunAsync("ps", "--socket", "/")).AssertRefused(ExitCodes.Fault, "nothing runs there");
        (await App.RunAsync("ps", "--socket", "file/s")).AssertRefused(ExitCodes.Fault, "nothing runs there");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_path_that_no_socket_can_have_is_told() =>
        (await App.RunAsync("ps", "--socket", new string('s', 200))).AssertRefused(ExitCodes.Fault, "its path is too long");

    [Fact(Timeout = 60_000)]
    public async Task Without_a_procfile_there_is_no_socket_to_look_for()
    {
        File.Delete(App.File("Procfile"));
        (await App.RunAsync("ps")).AssertRefused(ExitCodes.Fault, $"there is no Procfile in {App.Path}", "-f", "--socket");
        (await App.RunAsync("ps", "--file", "-")).AssertRefused(ExitCodes.Usage, "standard input", "--socket");
    }

    [OrdinaryUserFact]
    public async Task A_socket_that_may_not_be_used_says_whose_it_is()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        File.SetUnixFileMode(Socket, UnixFileMode.None);
        (await RunAsync("ps")).AssertRefused(ExitCodes.Fault, "may not be used by you", "it belongs to ");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("nonsense\n\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnull")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n\u0001\u0002\u0003")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 66\r\n\r\n{\"version\":1,\"health\":\"healthy\",\"processes\":[null],\"types\":[null]}")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 58\r\n\r\n{\"version\":1,\"health\":\"fine\",\"processes\":[],\"types\":[null]}")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Type: application/problem+json\r\nContent-Length: 2\r\n\r\n[]")]
    public async Task What_is_no_answer_is_told(string answer)
    {
        using Socket listener = Answer(Encoding.Latin1.GetBytes(answer), close: true);
        foreach (string command in new[] { "ps", "ps --json", "ps --watch", "logs" })
            (await RunAsync(command.Split(' '))).AssertRefused(ExitCodes.Fault, $"what listens at {Socket} does not answer as procfile start of this version does");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"version\":1,")]
    public async Task An_answer_that_breaks_off_is_told(string answer)
    {
        using Socket listener = Answer(Encoding.Latin1.GetBytes(answer), close: true);
        (await RunAsync("ps")).AssertRefused(ExitCodes.Fault, "has broken off its answer");
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_never_answers_is_not_waited_for_for_ever()
    {
        using Socket listener = Answer([], close: false);
        (await RunAsync("ps")).AssertRefused(ExitCodes.Fault, $"{Socket} has not answered for 10 s");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_endless_event_is_not_read_to_its_end()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Stream = async context =>
        {
            context.Response.ContentType = "text/event-stream";
            byte[] much = Encoding.ASCII.GetBytes(new string('x', 1 << 20));
            await context.Response.Body.WriteAsync("data: "u8.ToArray());
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(much);
        };
        (await RunAsync("events", "-f")).AssertRefused(ExitCodes.Fault, "an event without end");
    }

    [Fact(Timeout = 60_000)]
    public async Task Control_characters_of_others_do_not_reach_the_terminal()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Snapshot = FakeSupervisor.Of(
            [FakeSupervisor.Type("we\eb", 1)], FakeSupervisor.Process("we\eb", 1, Core.Supervision.ProcessState.Backoff, "no\e[2J\nsuch\u202E\u009B2J"));
        supervisor.Operation = context => FakeSupervisor.RefuseAsync(context, 409, "broken\e[31moff\n");
        foreach (string command in new[] { "ps", "restart" })
        {
            ToolResult result = await RunAsync(command);
            Assert.DoesNotContain(result.Out + result.Error, character => character is '\e' or '\u202E' or '\u009B');
        }
    }

    /// <summary>Says the same to whoever comes, whatever is asked.</summary>
    private Socket Answer(byte[] answer, bool close)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(Socket));
        listener.Listen();
        _ = Task.Run(async () =>
        {
            var open = new List<Socket>();
            try
            {
                while (true)
                {
                    Socket peer = await listener.AcceptAsync();
                    open.Add(peer);
                    await peer.ReceiveAsync(new byte[4096]);
                    await peer.SendAsync(answer);
                    if (close)
                        peer.Shutdown(SocketShutdown.Both);
                }
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                open.ForEach(peer => peer.Dispose());
            }
        });
        return listener;
    }
}
