using System.Net.Sockets;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Access;

/// <summary>Who may ask for what: first whether the request was meant for this app and comes from it, then who sends it.</summary>
internal sealed class AccessCheck(DashboardOptions options, IEnumerable<string> allowedHosts)
{
    private readonly HostCheck _hosts = new([.. options.Hosts, .. allowedHosts]);
    private readonly TokenCheck? _token = options.Token is { Length: > 0 } token ? new TokenCheck(token) : null;

    /// <summary>Why a call of the API is refused; null when it is not.</summary>
    internal ProblemJson? Refuse(HttpContext context)
    {
        if (RefuseHost(context.Request) is { } problem)
            return problem;
        if (!OriginCheck.Allows(context.Request))
            return new ProblemJson("Foreign origin", StatusCodes.Status403Forbidden, "A page of another site may not ask this.");
        return IsLetIn(context) || _token?.IsShown(context.Request) == true ? null : Unknown;
    }

    /// <summary>Why the page is refused. A link to it may stand anywhere.</summary>
    internal ProblemJson? RefusePage(HttpContext context) =>
        RefuseHost(context.Request) ?? (IsLetIn(context) || _token?.IsShownByPage(context.Request) == true ? null : Unknown);

    private ProblemJson Unknown => new(
        "Not authorized",
        StatusCodes.Status401Unauthorized,
        _token is null
            ? "The app lets nobody in here: give MapProcfile(…) an authorization policy with RequireAuthorization, or set DashboardOptions.Token."
            : "Send the token: Authorization: Bearer TOKEN.");

    private ProblemJson? RefuseHost(HttpRequest request) => _hosts.Allows(request.Host.Host)
        ? null
        : new ProblemJson(
            "Foreign host",
            StatusCodes.Status403Forbidden,
            "The app is not known by the name it was asked by: ask by its address, or name it in DashboardOptions.Hosts.");

    /// <summary>By the app's own policy, which has let the request pass this far, or by the file of the socket.</summary>
    private bool IsLetIn(HttpContext context)
    {
        EndpointMetadataCollection? metadata = context.GetEndpoint()?.Metadata;
        bool hasPolicy = metadata?.GetMetadata<IAuthorizeData>() is not null || metadata?.GetMetadata<AuthorizationPolicy>() is not null
            || metadata?.GetMetadata<IAllowAnonymous>() is not null;
        return hasPolicy || (options.TrustUnixSockets && context.Features.Get<IConnectionSocketFeature>()?.Socket.LocalEndPoint is UnixDomainSocketEndPoint);
    }
}
