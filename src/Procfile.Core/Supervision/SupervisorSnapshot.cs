using System.Collections.Immutable;

namespace Procfile.Core.Supervision;

/// <summary>The overall view: all processes at one moment. Immutable.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Types">The process types, in the Procfile's order.</param>
/// <param name="Processes">The processes, by type and number.</param>
public sealed record SupervisorSnapshot(long Version, ImmutableArray<TypeSnapshot> Types, ImmutableArray<ProcessSnapshot> Processes)
{
    /// <summary>Finds a process by its name.</summary>
    /// <param name="name">For example <c>web.1</c>.</param>
    /// <returns>The process, or null.</returns>
    public ProcessSnapshot? this[string name] => Processes.FirstOrDefault(process => process.Name == name);
}
