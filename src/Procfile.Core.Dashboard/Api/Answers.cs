using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Api;

/// <summary>Answers that are over when they are sent.</summary>
internal static class Answers
{
    private static readonly ContractJson Shapes = new(new JsonSerializerOptions(ContractJson.Default.Options)
    {
        Encoder = ContractJson.Encoder,
    });

    internal static Task SendAsync<T>(HttpContext context, T value, int status = StatusCodes.Status200OK, string type = "application/json; charset=utf-8")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        var shape = (JsonTypeInfo<T>)Shapes.GetTypeInfo(typeof(T))!;
        return context.Response.WriteAsJsonAsync(value, shape, type, context.RequestAborted);
    }

    internal static Task SendAsync(HttpContext context, ProblemJson problem)
    {
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return SendAsync(context, problem, problem.Status, "application/problem+json; charset=utf-8");
    }

    /// <summary>Tells a browser what no answer of ours may be used for.</summary>
    internal static void Protect(HttpResponse response)
    {
        response.Headers[HeaderNames.CacheControl] = "no-store";
        response.Headers[HeaderNames.XContentTypeOptions] = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
