using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Commands;

namespace Procfile.Core.Exporting;

/// <summary>
/// What stands in commands and variables for what a replica learns only when it starts. All are letters, so that they pass any quoting;
/// when all is quoted, the format's own words take their place.
/// </summary>
internal sealed record ReplicaMarks
{
    internal const string IndexMark = "ProcfileReplicaIndex", UniqueIntMark = "ProcfileReplicaUniqueInt", PortMark = "ProcfileReplicaPort", NameMark = "ProcfileReplicaName";

    /// <summary>Every replica has the port of the first: each has a network of its own.</summary>
    internal const string FirstPort = "";

    private const string Beginning = "ProcfileReplica";

    internal static bool IsIn(string text) => text.Contains(Beginning, StringComparison.Ordinal);

    /// <summary>The port; null when the process is told it in another way, <see cref="FirstPort"/> when all have one.</summary>
    internal string? Port { get; init; } = PortMark;

    /// <summary>The whole name; null when it is the type's with the number.</summary>
    internal string? Name { get; init; }
}

/// <summary>Gives <c>{{UNIQUE_INT}}</c> a mark in place of a value.</summary>
internal sealed class MarkToken(string mark, ITokenSource? others) : ITokenSource
{
    public bool TryGetToken(string name, [NotNullWhen(true)] out string? value)
    {
        value = name == UniqueIntToken.Name ? mark : null;
        return value is not null || (others is not null && others.TryGetToken(name, out value));
    }
}
