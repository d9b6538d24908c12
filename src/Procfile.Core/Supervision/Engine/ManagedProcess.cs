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
        Source = new OutputSource(Name, type.Name, type.Rules.Definition.Position, index);
    }

    internal ManagedType Type { get; }

    internal int Index { get; }

    internal string Name { get; }

    internal ProcessPlace Place => new(Type.Place, Index);

    internal OutputSource Source { get; }

    internal ProcessLife Life { get; set; } = ProcessLife.New;

    internal IProcessHandle? Handle { get; set; }

    /// <summary>Finds out when the process is ready; null when it is as soon as it runs, or when nobody waits for it any more.</summary>
    internal IReadinessWatch? Watch { get; set; }

    /// <summary>What the last start was made with.</summary>
    internal TypeLaunch? Launch { get; set; }

    /// <summary>Whether a reload has changed what the process is started with since its last start.</summary>
    internal bool IsOutOfDate => Launch?.DifferencesTo(Type.Rules.Plan.LaunchOf(Type.Name)).IsEmpty == false;

    internal UniqueIntLease? Lease { get; set; }

    internal int? Port { get; set; }

    /// <summary>Whether the process is scaled away and disappears when it has stopped.</summary>
    internal bool IsRetiring { get; set; }

    /// <summary>Whether the process is one more than are wished, while others of its type are replaced.</summary>
    internal bool IsStandIn { get; set; }

    /// <summary>Whether the process is one of those that are wished.</summary>
    internal bool IsKept => !IsRetiring && !IsStandIn;

    /// <summary>Whether the process has disappeared.</summary>
    internal bool IsGone { get; set; }

    internal DateTimeOffset? StartedAt { get; set; }

    internal DateTimeOffset? NextRestartAt { get; set; }

    /// <summary>When the stop that is under way began, since the supervisor was made.</summary>
    internal TimeSpan? StopBegan { get; set; }

    /// <summary>Its part of the snapshot; null when it has changed since.</summary>
    internal ProcessSnapshot? View { get; set; }

    internal ProcessSnapshot Snapshot() => View ??= new ProcessSnapshot
    {
        Name = Name,
        Type = Type.Name,
        Index = Index,
        State = Life.State,
        IsWanted = Life.Wanted,
        IsStandIn = IsStandIn,
        ProcessId = Life.LeaderAlive ? Handle?.Id : null,
        Port = Port,
        UniqueInt = Lease?.Value,
        StartedAt = Life.LeaderAlive ? StartedAt : null,
        Restarts = Life.Restarts,
        LastExit = Life.LastExit,
        NextRestartAt = Life.State == ProcessState.Backoff ? NextRestartAt : null,
        CrashLooping = Life.CrashLooping,
        Problem = ProcessProblem.Of(Life),
    };
}
