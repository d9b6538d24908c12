using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard;

/// <summary>What is shown, and to whom.</summary>
public sealed class DashboardOptions
{
    /// <summary>What the page calls the application.</summary>
    /// <value>Default: <see langword="null"/>, the host's name for itself.</value>
    public string? Title { get; set; }

    /// <summary>
    /// Lets in whoever knows it: <c>Authorization: Bearer …</c>, or once <c>?token=…</c> in the page's address. Without it the endpoints
    /// answer only under an authorization policy of the app: <c>MapProcfile("/processes").RequireAuthorization("operators")</c>.
    /// </summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public string? Token { get; set; }

    /// <summary>
    /// The names by which the app may be asked, <c>ops.example.com</c> or <c>*.example.com</c>, beside <c>localhost</c>, addresses, and
    /// what the app's own <c>AllowedHosts</c> names. Any other <c>Host</c> is refused, so that no foreign page can make its own name lead
    /// here (DNS rebinding); <c>*</c> allows all.
    /// </summary>
    /// <value>Default: none.</value>
    public IList<string> Hosts { get; } = [];

    /// <summary>
    /// Whether a client that comes by a Unix socket is let in as it is, as the socket's file says who may connect. Not for a socket on
    /// which a proxy passes on what others ask.
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool TrustUnixSockets { get; set; }

    /// <summary>Whom it is about. Its logs are what <see cref="SupervisorOptions.RecentOutput"/> remembers; without that there are none.</summary>
    /// <value>Default: <see langword="null"/>, the host's service.</value>
    public ProcessSupervisor? Supervisor { get; set; }
}
