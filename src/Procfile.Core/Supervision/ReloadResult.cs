using System.Collections.Immutable;

namespace Procfile.Core.Supervision;

/// <summary>What a reload has come to.</summary>
public sealed record ReloadResult
{
    /// <summary>Why the reload was refused, with places and remedies: then everything goes on as before. Empty when it was not.</summary>
    public ImmutableArray<string> Refusals { get; init; } = [];

    /// <summary>Whether the reload was refused.</summary>
    public bool IsRefused => !Refusals.IsEmpty;

    /// <summary>What was done to each process type, in the new Procfile's order; those that were removed come last.</summary>
    public ImmutableArray<TypeChange> Changes { get; init; } = [];

    /// <summary>Whether nothing is different.</summary>
    public bool ChangesNothing => !IsRefused && Changes.All(change => change.ChangesNothing);

    /// <summary>The processes that were started, stopped and restarted; null when the reload was refused.</summary>
    public OperationResult? Operation { get; init; }
}
