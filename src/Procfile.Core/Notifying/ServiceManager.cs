using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Procfile.Core.Notifying;

/// <summary>
/// The service manager that has started this program, systemd for instance: it is told that the program is ready, alive, reloading,
/// stopping, and what it is about. The protocol is that of <c>sd_notify(3)</c>: one datagram a message on the socket that <c>NOTIFY_SOCKET</c> names.
/// </summary>
/// <remarks>A message that cannot be sent is lost: nothing of the program depends on it. Members may be called from any thread.</remarks>
public sealed class ServiceManager : IDisposable
{
    /// <summary>The variable with the socket's path; one that begins with <c>@</c> has no place in the file system.</summary>
    public const string SocketVariable = "NOTIFY_SOCKET";

    /// <summary>The variable with the time, in microseconds, after which a program that gives no sign of life is restarted.</summary>
    public const string WatchdogVariable = "WATCHDOG_USEC";

    /// <summary>The variable with the id of the process whose signs of life are awaited.</summary>
    public const string WatchdogProcessVariable = "WATCHDOG_PID";

    private readonly Socket? _socket;
    private readonly UnixDomainSocketEndPoint? _address;

    /// <summary>Makes one for a socket.</summary>
    /// <param name="socket">The path as <c>NOTIFY_SOCKET</c> has it; null or empty when nobody listens.</param>
    /// <param name="watchdog">The time after which a sign of life is missed; null when none is awaited.</param>
    public ServiceManager(string? socket, TimeSpan? watchdog = null)
    {
        if (socket is not ['/' or '@', _, ..])
            return;
        try
        {
            // An abstract socket's name begins with a NUL in place of the @.
            _address = new UnixDomainSocketEndPoint(socket[0] == '@' ? "\0" + socket[1..] : socket);
            _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { Blocking = false };
            Watchdog = watchdog;
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException or PlatformNotSupportedException)
        {
            // A path that is too long for a socket, or no such sockets here: nobody listens.
            _socket?.Dispose();
            _socket = null;
        }
    }

    /// <summary>Whether somebody listens.</summary>
    public bool IsPresent => _socket is not null;

    /// <summary>The time after which a sign of life is missed; null when none is awaited.</summary>
    public TimeSpan? Watchdog { get; }

    /// <summary>
    /// Takes the service manager from this program's environment. Its variables are removed there, so that no process that is started
    /// speaks in this program's name.
    /// </summary>
    public static ServiceManager TakeFromEnvironment()
    {
        string? socket = Take(SocketVariable), time = Take(WatchdogVariable), process = Take(WatchdogProcessVariable);
        bool isOurs = process is null || process == Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        bool isAwaited = long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds) && microseconds is > 0 and < long.MaxValue / 10;
        return new ServiceManager(socket, isOurs && isAwaited ? TimeSpan.FromMicroseconds(microseconds) : null);

        static string? Take(string name)
        {
            string? value = Environment.GetEnvironmentVariable(name);
            if (value is not null)
                Environment.SetEnvironmentVariable(name, null);
            return value;
        }
    }

    /// <summary>The program has started, or has reloaded.</summary>
    /// <param name="status">What it is about, in a line; null says nothing.</param>
    public void Ready(string? status = null) => Send("READY=1", status);

    /// <summary>The program reads its configuration anew; <see cref="Ready"/> ends that.</summary>
    public void Reloading() =>
        // By the clock that systemd counts with, CLOCK_MONOTONIC, which on Linux is the stopwatch's.
        Send(string.Create(CultureInfo.InvariantCulture, $"RELOADING=1\nMONOTONIC_USEC={MonotonicMicroseconds()}"));

    /// <summary>The program stops.</summary>
    /// <param name="status">What it is about, in a line; null says nothing.</param>
    public void Stopping(string? status = null) => Send("STOPPING=1", status);

    /// <summary>What the program is about, in a line.</summary>
    /// <param name="status">The line.</param>
    public void Status(string status) => Send(null, status);

    /// <summary>A sign of life.</summary>
    public void Alive() => Send("WATCHDOG=1");

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private static long MonotonicMicroseconds() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);

    private void Send(string? message, string? status = null)
    {
        if (_socket is null)
            return;
        string[] lines = [.. message is null ? [] : new[] { message }, .. status is null ? [] : new[] { $"STATUS={status.ReplaceLineEndings(" ")}" }];
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(string.Join('\n', lines)), _address!);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The manager is being restarted, or so far behind that its queue is full.
        }
    }
}
