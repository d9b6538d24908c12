using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Machine;

/// <summary>What the supervisor has to do after a step.</summary>
internal abstract record ProcessEffect
{
    /// <summary>Give the process a turn to start.</summary>
    internal sealed record Queue : ProcessEffect
    {
        internal static Queue Instance { get; } = new();
    }

    internal sealed record Launch(int Incarnation) : ProcessEffect;

    /// <summary>Find out when the process is ready.</summary>
    internal sealed record Probe(int Incarnation) : ProcessEffect;

    /// <summary>Signal the process, and by default all it has started.</summary>
    internal sealed record Signal(ProcessSignal Value, bool WholeGroup = true) : ProcessEffect;

    internal sealed record Sweep : ProcessEffect
    {
        internal static Sweep Instance { get; } = new();
    }

    /// <summary>Let go of the process that ran.</summary>
    internal sealed record Release : ProcessEffect
    {
        internal static Release Instance { get; } = new();
    }

    internal sealed record Report(SupervisorEventKind Kind, TimeSpan? Delay = null, int Survivors = 0) : ProcessEffect;
}
