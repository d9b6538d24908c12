using System.Collections.Immutable;

namespace Procfile.Core.Supervision;

/// <summary>What an operation has come to.</summary>
/// <param name="Processes">The processes it was about, as they stood when it ended; those that were scaled away are absent.</param>
/// <param name="Added">Names of processes that it added.</param>
/// <param name="Removed">Names of processes that it scaled away.</param>
public sealed record OperationResult(
    ImmutableArray<ProcessSnapshot> Processes, ImmutableArray<string> Added, ImmutableArray<string> Removed)
{
    /// <summary>Why the operation was broken off: a replacement did not become ready. Null when it was not.</summary>
    public string? Problem { get; init; }
}
