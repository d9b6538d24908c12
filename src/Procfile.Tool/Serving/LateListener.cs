using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Procfile.Tool.Serving;

/// <summary>Hands connections of a socket that has been listening for long to a server that begins when the first has come.</summary>
internal sealed class LateListener(Socket listening, SocketConnectionContextFactory contexts) : IConnectionListener
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource _unbound = new();
    private Task<Socket>? _first;

    public EndPoint EndPoint { get; } = listening.LocalEndPoint!;

    /// <summary>Ends when somebody connects. Nothing runs until then.</summary>
    internal Task FirstConnection => _first ??= listening.AcceptAsync(_unbound.Token).AsTask();

    public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                Task<Socket>? first = Interlocked.Exchange(ref _first, null);
                Socket connection = first is not null
                    ? await first.WaitAsync(cancellationToken).ConfigureAwait(false)
                    : await listening.AcceptAsync(_unbound.Token).ConfigureAwait(false);
                if (connection.ProtocolType == ProtocolType.Tcp)
                    connection.NoDelay = true;
                return contexts.Create(connection);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return null;
            }
            catch (SocketException) when (!_unbound.IsCancellationRequested)
            {
                // Whoever wanted to connect is gone again, or no descriptor was free, which may last.
                await Task.Delay(Pause, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask UnbindAsync(CancellationToken cancellationToken = default) => await _unbound.CancelAsync().ConfigureAwait(false);

    public ValueTask DisposeAsync()
    {
        contexts.Dispose();
        _unbound.Dispose();
        return ValueTask.CompletedTask;
    }
}
