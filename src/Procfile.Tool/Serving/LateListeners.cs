using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Procfile.Tool.Serving;

/// <summary>Gives the server the sockets that listen already.</summary>
internal sealed class LateListeners(IReadOnlyList<LateListener> listeners) : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    public bool CanBind(EndPoint endpoint) => listeners.Any(listener => ReferenceEquals(listener.EndPoint, endpoint));

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<IConnectionListener>(listeners.First(listener => ReferenceEquals(listener.EndPoint, endpoint)));
}
