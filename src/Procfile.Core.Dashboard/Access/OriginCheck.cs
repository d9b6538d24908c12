using Microsoft.AspNetCore.Http;

namespace Procfile.Core.Dashboard.Access;

/// <summary>Whether a request comes from a page of this app, or from no page at all.</summary>
internal static class OriginCheck
{
    /// <summary>
    /// By <c>Origin</c>, which browsers send with whatever changes something and with all that scripts ask of others; older ones may leave it
    /// out where <c>Sec-Fetch-Site</c> (Fetch Metadata) says the same. The scheme is not compared: behind a proxy the app sees another
    /// than the browser.
    /// </summary>
    internal static bool Allows(HttpRequest request)
    {
        if (request.Headers.Origin is { Count: > 0 } origin)
        {
            return origin is [{ } single] && Uri.TryCreate(single, UriKind.Absolute, out Uri? page)
                && Authority(page).Equals(Authority(request, page), StringComparison.OrdinalIgnoreCase);
        }

        return request.Headers["Sec-Fetch-Site"] is not ["cross-site" or "same-site"];
    }

    private static string Authority(Uri page) => $"{page.Host}:{page.Port}";

    private static string Authority(HttpRequest request, Uri page) =>
        $"{request.Host.Host}:{request.Host.Port ?? (page.IsDefaultPort ? page.Port : -1)}";
}
