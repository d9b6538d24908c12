using System.Collections.Immutable;
using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>A process as formats write it: a planned one, or the one that stands for all of a type.</summary>
internal sealed record ExportedProcess
{
    internal required string Name { get; init; }

    internal required ProcessType Type { get; init; }

    /// <summary>Its number within the type; 0 for the one that stands for all.</summary>
    internal int Index { get; init; }

    internal int? Port { get; init; }

    /// <summary>What is executed. What no variable of the export gives is left to the shell.</summary>
    internal required ImmutableArray<string> Arguments { get; init; }

    /// <summary>What tells this process from the others of its type: <c>PORT</c>, <c>PS</c>. No secret.</summary>
    internal required SortedDictionary<string, string> Own { get; init; }

    /// <summary>All other variables; any of them may be a secret.</summary>
    internal required SortedDictionary<string, string> Shared { get; init; }

    internal string? Directory { get; init; }

    internal string? User { get; init; }

    internal string? Group { get; init; }

    internal int? Niceness { get; init; }

    internal UnixFileMode? Umask { get; init; }

    internal required IReadOnlyList<KeyValuePair<ResourceLimit, long?>> Limits { get; init; }

    internal required StopSequence Stop { get; init; }

    internal required RestartRule Restart { get; init; }

    /// <summary>Whether it surely listens on its port, so that a network has to let others reach it.</summary>
    internal bool Listens => Port is not null && (Type.Name is "web" or "custom_web" || Type.Command.Contains(ProcessPlan.PortVariable, StringComparison.Ordinal));

    internal IEnumerable<KeyValuePair<string, string>> Variables => Shared.Concat(Own);
}
