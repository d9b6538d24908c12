using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Procfile.Core.Dashboard;
using Procfile.Core.Dashboard.Api;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Serving;

/// <summary>The sockets of a run: open before anything runs, so that what is wrong with them is said first.</summary>
internal sealed class Listening : IDisposable
{
    private const int Backlog = 512, BytesOfToken = 16;

    /// <summary>What several processes write at full speed has to stay in the processor's cache: with more of it output is slower.</summary>
    private const int BytesPerProcess = 32 * 1024;

    private readonly ControlSocket? _control;
    private readonly Socket? _http;

    private Listening(ControlSocket? control, Socket? http)
    {
        (_control, _http) = (control, http);
        Token = http is null ? null : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BytesOfToken));
        Recent = control is null && http is null ? null : new RecentOutputSink(BytesPerProcess);
    }

    /// <summary>What lets a browser in.</summary>
    private string? Token { get; }

    /// <summary>What processes have written of late, for whoever asks; null when nobody can.</summary>
    internal RecentOutputSink? Recent { get; }

    /// <summary>The address of the page, with what lets whoever has it in; null without one.</summary>
    internal string? PageAddress => _http is null ? null : $"http://{Reachable((IPEndPoint)_http.LocalEndPoint!)}/?token={Token}";

    /// <summary>Opens what was chosen.</summary>
    /// <exception cref="IOException">A socket that was asked for cannot be had. One that was not is done without, which is said.</exception>
    internal static Listening Open(ServingChoices choices)
    {
        ControlSocket? control = OpenControl(choices);
        try
        {
            return new Listening(control, choices.Http is { } address ? OpenHttp(address) : null);
        }
        catch
        {
            control?.Dispose();
            throw;
        }
    }

    /// <summary>Answers for a supervisor.</summary>
    internal ApiServer? Serve(ProcessSupervisor supervisor, string title)
    {
        Socket[] sockets = [.. new[] { _control?.Listening, _http }.OfType<Socket>()];
        if (sockets.Length == 0)
            return null;
        var options = new DashboardOptions { Title = title, Token = Token, TrustUnixSockets = true };
        options.Hosts.Add(Environment.MachineName);
        return new ApiServer(sockets, new SupervisorFeed(supervisor), options);
    }

    public void Dispose()
    {
        _control?.Dispose();
        _http?.Dispose();
    }

    private static ControlSocket? OpenControl(ServingChoices choices)
    {
        if (choices.Socket is not { } path)
            return null;
        try
        {
            if (!choices.IsSocketNamed)
                PrivateDirectory.Make(Path.GetDirectoryName(path)!);
            return ControlSocket.Open(path);
        }
        catch (Exception exception) when (!choices.IsSocketNamed && exception is IOException or UnauthorizedAccessException)
        {
            Complaints.Say($"{exception.Message.TrimEnd('.')}: ps, scale, logs and the others do not reach this run; --socket PATH gives it a socket of its own");
            return null;
        }
    }

    private static Socket OpenHttp(IPEndPoint address)
    {
        if (address.Port != 0)
            return Listen(address);
        try
        {
            return Listen(new IPEndPoint(address.Address, HttpAddress.UsualPort));
        }
        catch (IOException)
        {
            return Listen(address);
        }
    }

    private static Socket Listen(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(address);
            socket.Listen(Backlog);
            return socket;
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new IOException($"--http {address}: {exception.Message}", exception);
        }
    }

    /// <summary>An address that a browser on this machine can ask.</summary>
    private static IPEndPoint Reachable(IPEndPoint bound) => bound.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, bound.Port)
        : bound.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, bound.Port)
        : bound;
}
