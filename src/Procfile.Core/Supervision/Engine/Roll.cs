namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// A rolling restart under way: the processes of a type are replaced one after the other, each when the one before is ready. With a
/// stand-in, one process more than are wished, there are never fewer ready ones than before.
/// </summary>
internal sealed class Roll(ManagedType type)
{
    internal ManagedType Type { get; } = type;

    internal bool WithStandIn { get; private set; }

    /// <summary>Those that are still to be replaced, the next one first.</summary>
    internal List<ManagedProcess> Left { get; } = [];

    internal ManagedProcess? StandIn { get; private set; }

    /// <summary>The one that is being replaced.</summary>
    internal ManagedProcess? Moving { get; private set; }

    /// <summary>Why the roll was broken off. What runs is left as it is; the stand-in stays until the one that moved is ready.</summary>
    internal string? Problem { get; private set; }

    internal bool IsOver { get; set; }

    private int _replaced;

    internal void Move(ManagedProcess process)
    {
        Moving = process;
        _replaced = process.Life.Incarnation;
        Left.Remove(process);
        if (process.IsStandIn)
            StandIn = process;
    }

    /// <summary>Begins, or begins once more.</summary>
    internal void Begin(bool withStandIn) => (WithStandIn, Problem) = (withStandIn, null);

    internal void Add(ManagedProcess process)
    {
        if (!Left.Contains(process))
            Left.Add(process);
    }

    internal void BreakOff(string problem)
    {
        Problem = problem;
        Left.Clear();
        if (Moving == StandIn)
            Moving = null;
    }

    /// <summary>Takes notice of what has happened to its processes. Others may have asked otherwise since.</summary>
    internal void Look()
    {
        Left.RemoveAll(process => IsOut(process));
        if (StandIn is { IsStandIn: false })
            StandIn = null;
        if (StandIn is { Life.Wanted: false })
            BreakOff($"{StandIn.Name} was stopped");
        if (Moving is { } moving && (IsOut(moving) || HasBecomeReady(moving)))
            Moving = null;
        if (Problem is null && (FailureOf(Moving) ?? FailureOf(StandIn)) is { } failure)
            BreakOff(failure);
    }

    /// <summary>Whether a process of the type is on its way up or down just now, so that another one less would be one too few.</summary>
    internal bool IsUnsteady => Type.Processes.Values.Any(process => process.Life is
    {
        Wanted: true,
        State: ProcessState.Waiting or ProcessState.Spawning or ProcessState.Starting or ProcessState.Stopping or ProcessState.Sweeping,
    });

    private static bool IsOut(ManagedProcess process) => process.IsGone || process.IsRetiring || !process.Life.Wanted;

    private bool HasBecomeReady(ManagedProcess process) => process.Life.State == ProcessState.Running && process.Life.Incarnation > _replaced;

    private string? FailureOf(ManagedProcess? process)
    {
        if (process is null || (process == Moving && process.Life.State != ProcessState.Stuck && process.Life.Incarnation <= _replaced))
            return null;
        bool failed = process.Life.ConsecutiveFailures > 0 || process.Life.IsOver || process.Life.State == ProcessState.Stuck;
        return failed ? $"{process.Name} has not become ready: {ProcessProblem.Of(process.Life) ?? $"ended with {process.Life.LastExit}"}" : null;
    }
}
