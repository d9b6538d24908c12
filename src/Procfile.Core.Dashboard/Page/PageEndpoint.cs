using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Procfile.Core.Dashboard.Access;
using Procfile.Core.Dashboard.Api;

namespace Procfile.Core.Dashboard.Page;

/// <summary>
/// Answers the request for the page. Who shows no token gets the page all the same, which has nothing of the processes in it: it may
/// remember the token, or asks for it.
/// </summary>
/// <param name="access">Who may ask.</param>
/// <param name="title">What the application is called.</param>
internal sealed class PageEndpoint(AccessCheck access, string title)
{
    // Whoever never looks at the page does not pay for it.
    private readonly Lazy<PageDocument> _document = new(() => new PageDocument(title));

    internal async Task Answer(HttpContext context)
    {
        Answers.Protect(context.Response);
        if (access.RefusePage(context) is { } refusal)
        {
            if (refusal.Status != StatusCodes.Status401Unauthorized)
            {
                await Answers.SendAsync(context, refusal).ConfigureAwait(false);
                return;
            }

            context.Response.StatusCode = refusal.Status;
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers[HeaderNames.ContentSecurityPolicy] = PageDocument.ContentSecurityPolicy;
        context.Response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        context.Response.ContentLength = _document.Value.Html.Length;
        await context.Response.Body.WriteAsync(_document.Value.Html, context.RequestAborted).ConfigureAwait(false);
    }
}
