namespace Procfile.Core.Supervision;

/// <summary>One process type at one moment.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Count">How many processes are wished.</param>
/// <param name="Paused">Whether the type is paused; resuming brings back as many processes as there were.</param>
public sealed record TypeSnapshot(string Name, int Count, bool Paused);
