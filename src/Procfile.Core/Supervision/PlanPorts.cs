using Procfile.Core.Commands;

namespace Procfile.Core.Supervision;

/// <summary>The ports of a plan's processes.</summary>
internal sealed class PlanPorts
{
    private readonly PortPolicy _policy;
    private readonly int? _base;
    private readonly Dictionary<string, int> _places;

    /// <summary>Those that were passed over for another process's, or found free.</summary>
    private readonly Dictionary<(string Type, int Index), int> _found;

    internal PlanPorts(PortPolicy policy, int? basePort, IReadOnlyList<ProcessType> types, Formation? formation)
    {
        (_policy, _base, _found) = (policy, basePort, []);
        IEnumerable<ProcessType> inOrder = policy.Places switch
        {
            PortPlaces.SortedTypes => types.OrderBy(type => type.Name, StringComparer.Ordinal),
            // Types that were not asked for come last: they need a place when they are scaled up.
            PortPlaces.SelectedTypes => types.OrderBy(type => !(formation?.Selects(type.Name) ?? true)),
            _ => types,
        };
        _places = inOrder.Select((type, place) => (type.Name, place)).ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);
    }

    private PlanPorts(PlanPorts ports, Dictionary<string, int> places, Dictionary<(string Type, int Index), int> found) =>
        (_policy, _base, _places, _found) = (ports._policy, ports._base, places, found);

    /// <summary>Whether processes have ports at all.</summary>
    internal bool AreAssigned => _policy.AssignsPorts;

    /// <summary>Whether a process at one place gets the same port here and there.</summary>
    internal bool CountLike(PlanPorts other) => _base == other._base && _policy.GivesSamePorts(other._policy);

    /// <summary>The port of a process. One that was passed over for another process's, or found free, stays that process's own.</summary>
    internal int? Of(string type, int index)
    {
        if (!_policy.SkipTaken)
            return _policy.GetPort(_base, _places[type], index);
        lock (_found)
        {
            if (_found.TryGetValue((type, index), out int own) && !PortProbe.IsTaken(own))
                return own;
            int? port = _policy.GetPort(_base, _places[type], index, candidate => _found.ContainsValue(candidate) || PortProbe.IsTaken(candidate));
            if (port is { } free)
                _found[(type, index)] = free;
            return port;
        }
    }

    /// <summary>
    /// These ports after other ones: types of both keep their places. A port must not change, nor be given to another type, only because
    /// a line was put in above.
    /// </summary>
    /// <param name="before">The other ones.</param>
    /// <param name="known">The types whose processes may still be there; the places of others are free again.</param>
    internal PlanPorts After(PlanPorts before, IReadOnlyCollection<string> known)
    {
        if (!CountLike(before))
            return this;
        Dictionary<string, int> places = before._places.Where(pair => known.Contains(pair.Key)).ToDictionary(StringComparer.Ordinal);
        foreach ((string type, int place) in _places.OrderBy(pair => pair.Value).Where(pair => !places.ContainsKey(pair.Key)))
            places[type] = places.ContainsValue(place) ? Enumerable.Range(0, places.Count + 1).First(free => !places.ContainsValue(free)) : place;
        // Shared: a start that is under way may still take a port by the plan before.
        return new PlanPorts(this, places, before._found);
    }
}
