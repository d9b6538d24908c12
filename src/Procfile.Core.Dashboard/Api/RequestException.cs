using Microsoft.AspNetCore.Http;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Api;

/// <summary>A request that cannot be answered as it is.</summary>
internal sealed class RequestException(ProblemJson problem) : Exception(problem.Detail)
{
    internal RequestException(string title, int status, string detail)
        : this(new ProblemJson(title, status, detail))
    {
    }

    internal ProblemJson Problem => problem;

    internal static RequestException Wrong(string detail) => new("Wrong request", StatusCodes.Status400BadRequest, detail);
}
