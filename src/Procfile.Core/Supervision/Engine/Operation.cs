using System.Collections.Immutable;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// A request somebody waits for. It is done when each of its processes rests where the latest request wants it: a request that a
/// later one has contradicted ends with that one.
/// </summary>
internal sealed class Operation(TaskCompletionSource<OperationResult> completion)
{
    private List<ManagedProcess> _pending = [];
    private List<ManagedProcess> _targets = [];
    private List<Roll>? _rolls;

    internal ImmutableArray<string> Added { get; set; } = [];

    internal ImmutableArray<string> Removed { get; set; } = [];

    /// <summary>Takes processes up among those it is about, whether or not it has to wait for them.</summary>
    internal void Concern(IEnumerable<ManagedProcess> processes) => _targets = [.. _targets.Union(processes)];

    /// <summary>Waits for processes that it is about.</summary>
    internal void Await(IEnumerable<ManagedProcess> processes)
    {
        Concern(processes);
        _pending = [.. _pending.Union(processes)];
    }

    internal void Await(Roll roll) => (_rolls ??= []).Add(roll);

    /// <summary>Waits for one more process, which is not what the operation is about.</summary>
    internal void AlsoAwait(ManagedProcess process) => _pending.Add(process);

    internal bool Waits(Roll roll) => _rolls?.Contains(roll) == true;

    internal void Cancel() => completion.TrySetCanceled();

    /// <summary>Ends the wait when nothing is left to wait for.</summary>
    /// <returns>Whether it has.</returns>
    internal bool TryComplete()
    {
        _rolls?.RemoveAll(roll => roll.IsOver && roll.Problem is null);
        _pending.RemoveAll(process => process.Life.IsSettled);
        if (_pending.Exists(process => !IsLeftUnfinished(process)) || _rolls?.TrueForAll(roll => roll.Problem is not null) == false)
            return false;
        string? problem = _rolls is { Count: > 0 } ? string.Join("; ", _rolls.Select(roll => roll.Problem)) : null;
        completion.TrySetResult(new OperationResult(
            [.. _targets.Where(process => process.IsKept).Select(process => process.Snapshot())], Added, Removed)
        {
            Problem = problem,
        });
        return true;
    }

    /// <summary>What a roll that was broken off has left unfinished may take for ever, unless the roll begins once more.</summary>
    private bool IsLeftUnfinished(ManagedProcess process) => _rolls?.Exists(roll => roll.Problem is not null && roll.Type == process.Type) == true;
}
