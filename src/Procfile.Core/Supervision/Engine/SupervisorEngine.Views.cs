using System.Collections.Immutable;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What a supervisor shows.</summary>
internal sealed partial class SupervisorEngine
{
    private bool _typesChanged = true;
    private ImmutableArray<TypeSnapshot> _typeViews = [];
    private readonly List<ManagedProcess> _changedProcesses = [];
    private readonly ImmutableSortedDictionary<ProcessPlace, ProcessSnapshot>.Builder _views =
        ImmutableSortedDictionary.CreateBuilder<ProcessPlace, ProcessSnapshot>();

    private SupervisorSnapshot _snapshot = new(0, [], ImmutableArray<ProcessSnapshot>.Empty);

    /// <summary>The latest view; read by any thread.</summary>
    internal SupervisorSnapshot Snapshot
    {
        get => Volatile.Read(ref _snapshot);
        private set => Volatile.Write(ref _snapshot, value);
    }

    /// <summary>Taken often, so it costs what has changed: all the rest is shared with the snapshot before.</summary>
    private SupervisorSnapshot TakeSnapshot()
    {
        if (_typesChanged)
            _typeViews = [.. _order.Where(type => !type.IsLeaving).Select(type => type.Snapshot())];
        _typesChanged = false;
        foreach (ManagedProcess process in _changedProcesses)
        {
            if (process.IsGone)
                _views.Remove(process.Place);
            else
                _views[process.Place] = process.Snapshot();
        }

        _changedProcesses.Clear();
        return new SupervisorSnapshot(_snapshot.Version + 1, _typeViews, _views.ToImmutable());
    }

    /// <summary>Puts all views together once more, as places have changed.</summary>
    private void ViewAnew()
    {
        _changedProcesses.Clear();
        _views.Clear();
        foreach (ManagedProcess process in Processes)
            _views[process.Place] = process.Snapshot();
    }

    /// <summary>Shows a process that is new, or stands for something else than before.</summary>
    private void Show(ManagedProcess process)
    {
        process.View = null;
        _changedProcesses.Add(process);
        _changed = true;
    }

    private void NoteChange(ManagedProcess process)
    {
        if (process.View is not null || process.IsGone)
            _changedProcesses.Add(process);
        process.View = null;
        _changed = true;
    }
}
