using System.Net.Sockets;
using System.Runtime.InteropServices;
using Procfile.Tool.Input;

namespace Procfile.Tool.Control;

/// <summary>The way to a running <c>start</c>.</summary>
internal sealed class SupervisorSocket
{
    private const int SocketLevel = 1, PeerCredentials = 17, CredentialsSize = 12, UserAt = 4;

    private readonly IReadOnlyList<string> _places;
    private readonly bool _isNamed;

    /// <param name="places">Where it may listen, the likeliest first.</param>
    /// <param name="isNamed">Whether somebody has named it, and so trusts it.</param>
    internal SupervisorSocket(IReadOnlyList<string> places, bool isNamed) => (_places, _isNamed, Path) = (places, isNamed, places[0]);

    /// <summary>Where it listens, or is looked for.</summary>
    internal string Path { get; private set; }

    private ControlFailure Nobody => new(ControlFailureKind.NothingThere, _isNamed
        ? $"nothing runs there (no answer at {Path}): start it with procfile start --socket {Path}"
        : $"nothing runs from this Procfile (no answer at {Path}): start it with procfile start, or name its socket with --socket");

    /// <summary>Connects.</summary>
    /// <exception cref="ControlFailure">Nobody listens, or it is not to be used.</exception>
    internal async Task<Stream> ConnectAsync(CancellationToken cancellation)
    {
        foreach (string place in _places)
        {
            if (await TryConnectAsync(place, cancellation).ConfigureAwait(false) is not { } socket)
                continue;
            Path = place;
            if (_isNamed || !IsStrangers(socket, out uint stranger))
                return new NetworkStream(socket, ownsSocket: true);
            socket.Dispose();
            throw new ControlFailure(ControlFailureKind.NotAllowed, $"what listens at {place} is not yours but of {SocketOwner.NameOf(stranger)}: name it with --socket if you trust it");
        }

        throw Nobody;
    }

    /// <summary>Connects to one place; null when nobody listens there.</summary>
    private static async Task<Socket?> TryConnectAsync(string place, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(place), cancellation).ConfigureAwait(false);
            return socket;
        }
        catch (ArgumentException)
        {
            socket.Dispose();
            throw new ControlFailure(ControlFailureKind.NothingThere, $"{place} cannot be a socket: its path is too long");
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            socket.Dispose();
            string owner = SocketOwner.Of(place) is { } name ? $"it belongs to {name}" : "it belongs to somebody else";
            throw new ControlFailure(ControlFailureKind.NotAllowed, $"{place} may not be used by you: {owner}");
        }
        catch (SocketException)
        {
            // No file, a stale one, or one that is no socket.
            socket.Dispose();
            return null;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether another user, root aside, listens: a place in /tmp can be taken by anybody, who would then see what is asked for, and answer.
    /// </summary>
    private static bool IsStrangers(Socket socket, out uint user)
    {
        user = 0;
        if (!OperatingSystem.IsLinux())
            return false;
        Span<byte> credentials = stackalloc byte[CredentialsSize];
        socket.GetRawSocketOption(SocketLevel, PeerCredentials, credentials);
        user = MemoryMarshal.Read<uint>(credentials[UserAt..]);
        return user != 0 && user != SocketPath.User;
    }
}
