using System.Diagnostics.CodeAnalysis;

namespace Procfile.Core.Commands;

/// <summary>What came of asking for a unique integer.</summary>
public sealed record UniqueIntResult
{
    /// <summary>The lease; null when there is none.</summary>
    public UniqueIntLease? Lease { get; init; }

    /// <summary>Why there is no lease; null when there is one.</summary>
    public UniqueIntFailure? Failure { get; init; }

    /// <summary>Whether there is a lease.</summary>
    [MemberNotNullWhen(true, nameof(Lease))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsLeased => Lease is not null;
}
