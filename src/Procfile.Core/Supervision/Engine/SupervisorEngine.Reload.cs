using System.Collections.Immutable;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Process types that come, change and go.</summary>
internal sealed partial class SupervisorEngine
{
    /// <summary>The types in the Procfile's order; those that leave come last.</summary>
    private readonly List<ManagedType> _order = [];

    private ProcessPlan _plan;

    internal IReadOnlyList<ManagedType> Types => _order;

    /// <summary>What would change if another plan were loaded.</summary>
    internal ImmutableArray<TypeChange> Compare(ProcessPlan next) => ChangesTo(next.After(_plan, _types.Keys));

    /// <summary>Takes another plan over.</summary>
    /// <returns>What has changed.</returns>
    internal ImmutableArray<TypeChange> Reload(Operation operation, ProcessPlan next)
    {
        ProcessPlan plan = next.After(_plan, _types.Keys);
        ImmutableArray<TypeChange> changes = ChangesTo(plan);
        _plan = plan;
        Arrange();
        foreach (TypeChange change in changes)
        {
            ManagedType type = _types[change.Type];
            if (change.Kind == TypeChangeKind.Removed)
                Remove(operation, type);
            else
                TakeOver(operation, type, change);
        }

        Await(operation, []);
        ReportReload(changes);
        return changes;
    }

    private ImmutableArray<TypeChange> ChangesTo(ProcessPlan plan)
    {
        var names = plan.Types.Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. plan.Types.Select(type => Compare(type, plan)),
            .. _order.Where(type => !type.IsLeaving && !names.Contains(type.Name)).Select(type => new TypeChange(type.Name, TypeChangeKind.Removed)),
        ];
    }

    private TypeChange Compare(ProcessType definition, ProcessPlan plan)
    {
        int count = plan.CountOf(definition.Name);
        if (!_types.TryGetValue(definition.Name, out ManagedType? type) || type.IsLeaving)
            return new TypeChange(definition.Name, TypeChangeKind.Added) { Count = count };
        ImmutableArray<string> differences = plan.ChangesOf(definition.Name, _plan);
        return new TypeChange(definition.Name, differences.IsEmpty ? TypeChangeKind.Unchanged : TypeChangeKind.Changed)
        {
            Differences = differences,
            Restarts = !differences.IsEmpty && TypeRules.For(definition, plan).RestartOnReload,
            // A number that somebody has scaled to stays, unless the formation itself has changed.
            Count = count == _plan.CountOf(definition.Name) ? null : count,
        };
    }

    private void TakeOver(Operation operation, ManagedType type, TypeChange change)
    {
        type.Rules = TypeRules.For(type.Rules.Definition, _plan);
        type.IsLeaving = false;
        if (change.Count is { } count && type.Paused is null)
            SetWished(operation, type, count);
        else if (change.Count is { } later)
            type.Paused = later;
        if (!change.Restarts)
            return;
        // A signal cannot bring a new command or new variables.
        RestartMode mode = type.Rules.RestartMode == RestartMode.Signal ? RestartMode.StopThenStart : type.Rules.RestartMode;
        List<ManagedProcess> old =
            [.. type.Processes.Values.Where(process => process is { IsKept: true, Life: { Wanted: true, State: not ProcessState.Completed } })];
        Restart(operation, type, old, mode, ProcessInput.Renew.Instance);
        Await(operation, old);
    }

    private void Remove(Operation operation, ManagedType type)
    {
        type.IsLeaving = true;
        type.Paused = null;
        SetWished(operation, type, 0);
    }

    private ManagedType AddType(ProcessType definition)
    {
        var type = new ManagedType(TypeRules.For(definition, _plan), _order.Count);
        _types.Add(definition.Name, type);
        _order.Add(type);
        return type;
    }

    /// <summary>Brings the types into the plan's order, with new ones at their places; no process of those is there yet.</summary>
    private void Arrange()
    {
        foreach (ProcessType definition in _plan.Types)
        {
            if (_types.TryGetValue(definition.Name, out ManagedType? known))
                known.Rules = known.Rules with { Definition = definition };
            else
                AddType(definition).Wished = 0;
        }

        Dictionary<string, int> places = _plan.Types.Select((type, place) => (type.Name, place)).ToDictionary(StringComparer.Ordinal);
        _order.Sort((a, b) => PlaceOf(a).CompareTo(PlaceOf(b)));
        for (int place = 0; place < _order.Count; place++)
            _order[place].Place = place;
        _changed = _typesChanged = true;
        ViewAnew();

        int PlaceOf(ManagedType type) => places.TryGetValue(type.Name, out int place) ? place : places.Count + type.Place;
    }

    private void RemoveTypesThatLeft()
    {
        for (int i = _order.Count - 1; i >= 0 && _order[i].IsLeaving; i--)
        {
            if (_order[i].Processes.Count > 0)
                continue;
            _types.Remove(_order[i].Name);
            _order.RemoveAt(i);
            _changed = _typesChanged = true;
        }
    }
}
