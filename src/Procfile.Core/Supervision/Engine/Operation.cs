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

    internal ImmutableArray<string> Added { get; set; } = [];

    internal ImmutableArray<string> Removed { get; set; } = [];

    internal void Await(IEnumerable<ManagedProcess> processes)
    {
        _targets = [.. processes];
        _pending = [.. _targets];
    }

    internal void Cancel() => completion.TrySetCanceled();

    /// <summary>Ends the wait when nothing is left to wait for.</summary>
    /// <returns>Whether it has.</returns>
    internal bool TryComplete()
    {
        _pending.RemoveAll(process => process.Life.IsSettled);
        if (_pending.Count > 0)
            return false;
        completion.TrySetResult(new OperationResult(
            [.. _targets.Where(process => !process.Retiring).Select(process => process.Snapshot())], Added, Removed));
        return true;
    }
}
