using Procfile.Core.Commands;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>What would run as one process.</summary>
public sealed record PlannedProcess
{
    /// <summary>The process's name: <c>web.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its type.</summary>
    public required ProcessType Type { get; init; }

    /// <summary>Its number within the type, from 1.</summary>
    public required int Index { get; init; }

    /// <summary>The port it gets; null without ports.</summary>
    public int? Port { get; init; }

    /// <summary>The unique integer it gets; null when its command does not ask for one.</summary>
    public int? UniqueInt { get; init; }

    /// <summary>The command, expanded.</summary>
    public required ExpandedCommand Command { get; init; }

    /// <summary>What the supervisor adds to the variables: <c>PORT</c>, <c>PS</c>, and assignments before the command.</summary>
    public required IReadOnlyDictionary<string, string> InjectedVariables { get; init; }

    /// <summary>What would be launched; null when nothing can be, see <see cref="Problem"/>.</summary>
    public ProcessSpec? Spec { get; init; }

    /// <summary>Why it cannot be started as things stand; null when nothing speaks against it.</summary>
    public LaunchFailure? Problem { get; init; }
}
