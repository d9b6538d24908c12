using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Procfile.Core.Launching;
using Procfile.Core.Notifying;
using Procfile.Core.Supervision;
using Procfile.Core.Testing;

namespace Procfile.Core.Tests.Notifying;

/// <summary>What a service manager hears of a supervisor.</summary>
public sealed class ServiceManagerTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Messages_arrive_on_sockets_with_a_path_and_without_one(bool isAbstract)
    {
        using var listener = new NotifyListener(isAbstract);
        using var manager = new ServiceManager(listener.Path);
        Assert.True(manager.IsPresent);
        manager.Ready("all\nis well");
        Assert.Equal("READY=1\nSTATUS=all is well", await listener.NextAsync());
        manager.Stopping();
        Assert.Equal("STOPPING=1", await listener.NextAsync());
        manager.Reloading();
        string[] reloading = (await listener.NextAsync()).Split('\n');
        Assert.Equal("RELOADING=1", reloading[0]);
        Assert.InRange(long.Parse(reloading[1]["MONOTONIC_USEC=".Length..], CultureInfo.InvariantCulture), 1, (Environment.TickCount64 + 60_000) * 1000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative")]
    [InlineData("/")]
    [InlineData("/no/such/socket")]
    [InlineData("/a/path/that/is/longer/than/any/socket/may/have/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Without_a_listener_nothing_happens(string? path)
    {
        using var manager = new ServiceManager(path, TimeSpan.FromSeconds(1));
        manager.Ready();
        manager.Status("x");
        manager.Alive();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_status_follows_the_formation_and_signs_of_life_come_while_the_supervisor_answers()
    {
        using var listener = new NotifyListener(isAbstract: true);
        using var manager = new ServiceManager(listener.Path, TimeSpan.FromMilliseconds(100));
        await using var supervisor = new ProcessSupervisor([new ProcessType("web", "server", 0)], new SupervisorOptions { Launcher = new FakeLauncher() });
        await using (var reports = new SupervisorReports(supervisor, manager))
        {
            await supervisor.StartAsync();
            reports.Ready();
            await listener.UntilAsync("READY=1\nSTATUS=1 of 1 running: web 1/1");
            await listener.UntilAsync("WATCHDOG=1", times: 3);
        }

        await supervisor.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => supervisor.PingAsync());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_supervisor_that_hangs_gives_no_sign_of_life()
    {
        using var listener = new NotifyListener(isAbstract: true);
        using var manager = new ServiceManager(listener.Path, TimeSpan.FromMilliseconds(100));
        using var hold = new ManualResetEventSlim();
        using var isHeld = new ManualResetEventSlim();
        // A restart policy is asked on the supervisor's thread: this one does not come back.
        var launcher = new FakeLauncher();
        await using var supervisor = new ProcessSupervisor(
            [new ProcessType("web", "server", 0)], new SupervisorOptions { Launcher = launcher, RestartPolicy = new Hanging(isHeld, hold) });
        await using var reports = new SupervisorReports(supervisor, manager);
        await supervisor.StartAsync();
        await listener.UntilAsync("WATCHDOG=1");
        launcher.Started[0].Exit(ProcessExit.WithCode(1));
        Assert.True(isHeld.Wait(TimeSpan.FromSeconds(30)));
        listener.Drain();
        // One that was asked for before may still have been on its way.
        int heard = 0;
        for (int wait = 0; wait < 10; wait++)
        {
            await Task.Delay(100);
            heard += listener.Drain().Count(message => message == "WATCHDOG=1");
        }

        hold.Set();
        Assert.InRange(heard, 0, 1);
        await listener.UntilAsync("WATCHDOG=1");
    }

    private sealed class Hanging(ManualResetEventSlim isHeld, ManualResetEventSlim hold) : IRestartPolicy
    {
        public RestartDecision Decide(in RestartArguments arguments)
        {
            isHeld.Set();
            hold.Wait(TimeSpan.FromSeconds(30));
            return RestartDecision.RestartAfter(TimeSpan.Zero);
        }
    }
}

/// <summary>A socket that hears what a service manager would.</summary>
internal sealed class NotifyListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly string? _directory;

    internal NotifyListener(bool isAbstract)
    {
        string name = Guid.NewGuid().ToString("N");
        _directory = isAbstract ? null : Directory.CreateTempSubdirectory("procfile-notify-").FullName;
        Path = isAbstract ? "@procfile-" + name : System.IO.Path.Combine(_directory!, "socket");
        _socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? "\0" + Path[1..] : Path));
    }

    internal string Path { get; }

    internal async Task<string> NextAsync()
    {
        byte[] buffer = new byte[8192];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        int length = await _socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        return Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }

    internal async Task UntilAsync(string message, int times = 1)
    {
        for (int heard = 0; heard < times;)
        {
            if (await NextAsync() == message)
                heard++;
        }
    }

    internal List<string> Drain()
    {
        List<string> messages = [];
        byte[] buffer = new byte[8192];
        while (_socket.Available > 0)
            messages.Add(Encoding.UTF8.GetString(buffer.AsSpan(0, _socket.Receive(buffer))));
        return messages;
    }

    public void Dispose()
    {
        _socket.Dispose();
        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }
}
