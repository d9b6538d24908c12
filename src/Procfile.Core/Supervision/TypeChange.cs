using System.Collections.Immutable;

namespace Procfile.Core.Supervision;

/// <summary>What a reload does to a process type.</summary>
public enum TypeChangeKind
{
    /// <summary>Its processes would be started just as before. They are not touched, nor are their counts of restarts.</summary>
    Unchanged,

    /// <summary>New: its processes are started.</summary>
    Added,

    /// <summary>No longer there: its processes are stopped.</summary>
    Removed,

    /// <summary>Its processes would be started otherwise.</summary>
    Changed,
}

/// <summary>What a reload does to one process type.</summary>
/// <param name="Type">The type's name.</param>
/// <param name="Kind">What is done.</param>
public sealed record TypeChange(string Type, TypeChangeKind Kind)
{
    /// <summary>What is different: <c>command</c>, <c>directory</c>, <c>variable DATABASE_URL</c> and so on, without values, as they may be secret.</summary>
    public ImmutableArray<string> Differences { get; init; } = [];

    /// <summary>Whether its processes are restarted; a changed type that is not takes the change over with each process's next start.</summary>
    public bool Restarts { get; init; }

    /// <summary>The new number of processes, where the formation gives another than before; null: as many as there are.</summary>
    public int? Count { get; init; }

    /// <summary>Whether nothing is different.</summary>
    internal bool ChangesNothing => Kind == TypeChangeKind.Unchanged && Count is null;

    /// <summary>For people: <c>web changed (command)</c>.</summary>
    public override string ToString()
    {
        string differences = Differences.IsEmpty ? "" : $" ({string.Join(", ", Differences)})";
        string later = Kind == TypeChangeKind.Changed && !Restarts ? " from the next start on" : "";
        string count = Count is { } number && Kind != TypeChangeKind.Removed ? $", {number} wished" : "";
        return $"{Type} {Kind.ToString().ToLowerInvariant()}{differences}{later}{count}";
    }
}
