using System.Collections.Immutable;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Supervision;

/// <summary>The overall view: all processes at one moment. Immutable.</summary>
public sealed class SupervisorSnapshot
{
    private readonly ImmutableSortedDictionary<ProcessPlace, ProcessSnapshot>? _views;
    private ImmutableArray<ProcessSnapshot> _processes;

    /// <summary>Makes a view, for tests of what shows one.</summary>
    /// <param name="version">The version.</param>
    /// <param name="types">The process types.</param>
    /// <param name="processes">The processes.</param>
    public SupervisorSnapshot(long version, ImmutableArray<TypeSnapshot> types, ImmutableArray<ProcessSnapshot> processes) =>
        (Version, Types, _processes) = (version, types, processes);

    internal SupervisorSnapshot(
        long version, ImmutableArray<TypeSnapshot> types, ImmutableSortedDictionary<ProcessPlace, ProcessSnapshot> views) =>
        (Version, Types, _views) = (version, types, views);

    /// <summary>Grows with every change.</summary>
    public long Version { get; }

    /// <summary>The process types, in the Procfile's order.</summary>
    public ImmutableArray<TypeSnapshot> Types { get; }

    /// <summary>The processes, by type and number.</summary>
    /// <remarks>Put together when first asked for: the supervisor makes many snapshots that nobody looks at.</remarks>
    public ImmutableArray<ProcessSnapshot> Processes
    {
        get
        {
            if (_views is not null && _processes.IsDefault)
                ImmutableInterlocked.InterlockedInitialize(ref _processes, [.. _views.Values]);
            return _processes;
        }
    }

    /// <summary>The health of the process that is worst off; healthy when there is none.</summary>
    public ProcessHealth Health => Processes.Select(process => process.Health).DefaultIfEmpty().Max();

    /// <summary>Finds a process by its name.</summary>
    /// <param name="name">For example <c>web.1</c>.</param>
    /// <returns>The process, or null.</returns>
    public ProcessSnapshot? this[string name] => Processes.FirstOrDefault(process => process.Name == name);
}
