using System.Text.Json.Serialization;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Contract;

/// <summary>The body of every operation, <c>POST api/{operation}</c>; each looks at what concerns it. What is unknown is refused, not passed over.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RequestJson
{
    /// <summary>Which types or processes; <c>*</c> stands for any characters. Required but for <c>scale</c>.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Of <c>scale</c>: <c>worker=+1,web=3</c>. A type that is not named stays as it is.</summary>
    public string? Formation { get; init; }

    /// <summary>Of <c>restart</c>: how; the type's own way when it is left out.</summary>
    public RestartMode? Mode { get; init; }

    /// <summary>Of <c>signal</c>: the signal's name or number.</summary>
    public string? Signal { get; init; }

    /// <summary>Of <c>stop</c>: after how many seconds KILL is sent at the latest; 0 for at once.</summary>
    public double? WithinSeconds { get; init; }

    /// <summary>Whether the answer waits until the effect is reached.</summary>
    /// <value>Default: <see langword="true"/>; settable, as what is read keeps no default of what can only be initialised.</value>
    public bool Wait { get; set; } = true;
}

/// <summary>What an operation has come to.</summary>
/// <param name="Processes">The processes it was about, as they stand now; those that were scaled away are absent.</param>
/// <param name="Added">Names of processes that it added.</param>
/// <param name="Removed">Names of processes that it scaled away.</param>
internal sealed record ResultJson(IReadOnlyList<ProcessJson> Processes, IReadOnlyList<string> Added, IReadOnlyList<string> Removed);

/// <summary>What is wrong with a request (RFC 9457), <c>application/problem+json</c>.</summary>
/// <param name="Title">In short.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong, and what to do.</param>
internal sealed record ProblemJson(string Title, int Status, string Detail);
