using Microsoft.AspNetCore.Http;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Api;

/// <summary>A request that cannot be answered as it is.</summary>
internal sealed class RequestException(string title, int status, string detail) : Exception(detail)
{
    internal ProblemJson Problem { get; } = new(title, status, detail);

    internal static RequestException Wrong(string detail) => new("Wrong request", StatusCodes.Status400BadRequest, detail);
}
