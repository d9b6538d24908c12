using System.Globalization;
using System.Net;

namespace Procfile.Core.Supervision.Probes;

/// <summary>Ready when a request is answered as if all were well.</summary>
internal sealed class HttpProbe(string path, int? port) : IReadinessProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // Only this process is asked: no proxy, no redirection to somebody else, and no connection that is kept for the next incarnation.
    private static readonly HttpClient Client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        ConnectCallback = (context, cancellation) => LoopbackConnection.OpenAsync(context.DnsEndPoint.Port, cancellation),
    })
    {
        Timeout = Limit,
    };

    public async Task WaitAsync(ReadinessContext process, CancellationToken cancellationToken)
    {
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{ProbedPort.Of(port, process)}{path}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using HttpResponseMessage response =
            await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode is < HttpStatusCode.OK or >= HttpStatusCode.BadRequest)
            throw new HttpRequestException($"{address.PathAndQuery} answers with status {(int)response.StatusCode}");
    }
}
