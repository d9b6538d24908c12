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

    /// <summary>
    /// Why the roll was broken off. What runs is left as it is; the stand-in stays until those that were replaced are ready.
    /// </summary>
    internal string? Problem { get; private set; }

    internal bool IsOver { get; set; }

    /// <summary>Who comes next: those that are not ready first, as nothing is lost by them. Null while somebody has to be waited for.</summary>
    internal ManagedProcess? Next =>
        Left.Find(process => process.Life.State != ProcessState.Running) ?? (IsUnsteady ? null : Left.FirstOrDefault());

    /// <summary>Whether all is done that can be done. A stand-in that has ended for good stands in for nobody.</summary>
    internal bool CanEnd => Left.Count == 0 && (StandIn is { Life.IsOver: true } || (Moving is null && _replaced.TrueForAll(IsOutOrReady)));

    private readonly List<ManagedProcess> _replaced = [];
    private int _incarnationBefore;

    internal void Move(ManagedProcess process)
    {
        Moving = process;
        _incarnationBefore = process.Life.Incarnation;
        Left.Remove(process);
        if (process.IsStandIn)
            StandIn = process;
    }

    /// <summary>Begins, or begins once more.</summary>
    internal void Begin(bool withStandIn)
    {
        (WithStandIn, Problem) = (withStandIn, null);
        _replaced.Clear();
    }

    internal void Add(ManagedProcess process)
    {
        if (!Left.Contains(process))
            Left.Add(process);
    }

    internal void BreakOff(string problem)
    {
        Problem = problem;
        Left.Clear();
    }

    /// <summary>Takes notice of what has happened to its processes. Others may have asked otherwise since.</summary>
    internal void Look()
    {
        Left.RemoveAll(IsOut);
        if (StandIn is { IsStandIn: false })
            StandIn = null;
        if (Problem is null && StandIn is { Life.Wanted: false } stopped)
            BreakOff($"{stopped.Name} was stopped");
        if (Problem is null && (FailureOf(Moving) ?? FailureOf(StandIn) ?? _replaced.Select(FailureOf).FirstOrDefault(failure => failure is not null)) is { } failure)
            BreakOff(failure);
        if (Moving is { } moving && (IsOut(moving) || HasBecomeReady(moving)))
        {
            // The stand-in goes with the end in any case.
            if (moving != StandIn)
                _replaced.Add(moving);
            Moving = null;
        }

        if ((Moving is not null && Moving != StandIn) || !Left.TrueForAll(process => process == StandIn))
            return;
        // With nobody left to be replaced there is nobody to stand in for.
        Left.Clear();
        Moving = null;
    }

    /// <summary>Whether one more that is not ready would be one too few just now.</summary>
    private bool IsUnsteady => Type.Processes.Values.Any(process => process.Life is
    {
        Wanted: true,
        State: ProcessState.Waiting or ProcessState.Spawning or ProcessState.Starting or ProcessState.Stopping or ProcessState.Sweeping,
    });

    private static bool IsOut(ManagedProcess process) => process.IsGone || process.IsRetiring || !process.Life.Wanted;

    private static bool IsOutOrReady(ManagedProcess process) => IsOut(process) || process.Life.State == ProcessState.Running;

    private bool HasBecomeReady(ManagedProcess process) => process.Life.State == ProcessState.Running && process.Life.Incarnation > _incarnationBefore;

    private string? FailureOf(ManagedProcess? process)
    {
        if (process is null || IsOut(process))
            return null;
        bool isStillOld = process == Moving && process.Life.Incarnation <= _incarnationBefore;
        bool failed = process.Life.State == ProcessState.Stuck || (!isStillOld && (process.Life.ConsecutiveFailures > 0 || process.Life.IsOver));
        return failed ? $"{process.Name} is not ready: {ProcessProblem.Of(process.Life) ?? $"ended with {process.Life.LastExit}"}" : null;
    }
}
