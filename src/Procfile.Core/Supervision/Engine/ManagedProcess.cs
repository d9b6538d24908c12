using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>A process as the engine keeps it. Belongs to the supervisor's thread.</summary>
internal sealed class ManagedProcess
{
    internal ManagedProcess(ManagedType type, int index)
    {
        Type = type;
        Index = index;
        Name = type.NameOf(index);
        Source = new OutputSource(Name, type.Definition.Name, type.Definition.Position, index);
    }

    internal ManagedType Type { get; }

    internal int Index { get; }

    internal string Name { get; }

    internal ProcessPlace Place => new(Type.Place, Index);

    internal OutputSource Source { get; }

    internal ProcessLife Life { get; set; } = ProcessLife.New;

    internal IProcessHandle? Handle { get; set; }

    internal UniqueIntLease? Lease { get; set; }

    internal int? Port { get; set; }

    /// <summary>Whether the process is scaled away and disappears when it has stopped.</summary>
    internal bool Retiring { get; set; }

    /// <summary>Whether the process has disappeared.</summary>
    internal bool IsGone { get; set; }

    /// <summary>Whether the process holds one of the places for starts that are under way.</summary>
    internal bool HoldsTurn { get; set; }

    internal DateTimeOffset? StartedAt { get; set; }

    internal DateTimeOffset? NextRestartAt { get; set; }

    /// <summary>Its part of the snapshot; null when it has changed since.</summary>
    internal ProcessSnapshot? View { get; set; }

    internal ProcessSnapshot Snapshot() => View ??= new ProcessSnapshot
    {
        Name = Name,
        Type = Type.Definition.Name,
        Index = Index,
        State = Life.State,
        ProcessId = Life.LeaderAlive ? Handle?.Id : null,
        Port = Port,
        UniqueInt = Lease?.Value,
        StartedAt = Life.LeaderAlive ? StartedAt : null,
        Restarts = Life.Restarts,
        LastExit = Life.LastExit,
        NextRestartAt = Life.State == ProcessState.Backoff ? NextRestartAt : null,
        CrashLooping = Life.CrashLooping,
        Problem = Life.GaveUpBecause ?? (Life.LeaderAlive ? null : Life.LastFailure?.Message),
    };
}
