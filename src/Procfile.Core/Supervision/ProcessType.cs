namespace Procfile.Core.Supervision;

/// <summary>What an entry of a Procfile defines.</summary>
/// <param name="Name">The type's name: <c>web</c>.</param>
/// <param name="Command">The command as written.</param>
/// <param name="Position">The position among the types, from 0; ports are counted by it.</param>
public sealed record ProcessType(string Name, string Command, int Position);
