namespace Procfile.Core.Supervision;

/// <summary>One process type at one moment.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Count">How many processes are wished; while the type is paused, how many there will be again.</param>
/// <param name="Paused">Whether the type is paused: none of its processes runs.</param>
public sealed record TypeSnapshot(string Name, int Count, bool Paused)
{
    /// <summary>What people call it; null: its name.</summary>
    public string? Label { get; init; }

    /// <summary>Whether its processes are being replaced one after the other.</summary>
    public bool IsRolling { get; init; }

    /// <summary>Why the last rolling restart was broken off, so that its processes may be of different ages; null when it was not.</summary>
    public string? Problem { get; init; }
}
