using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>
/// What is wished after the requests so far, and nothing else: no states, no timers, no processes that run. Whatever has happened, the
/// supervisor has to come to this.
/// </summary>
internal sealed class ReferenceModel(IEnumerable<SimulatedType> types)
{
    private List<WishedType> _types = [.. types.Select(type => new WishedType(type))];

    /// <summary>Whether the supervisor has been started, and not been stopped since.</summary>
    internal bool IsActive { get; private set; }

    internal IReadOnlyList<WishedType> Types => _types;

    /// <summary>Counts what happens, in the order in which it does.</summary>
    internal int Moment { get; set; }

    internal void StartAll()
    {
        IsActive = true;
        Want("*", true);
    }

    internal void StopAll()
    {
        IsActive = false;
        Want("*", false);
    }

    internal void Start(string name)
    {
        IsActive = true;
        Want(name, true);
    }

    internal void Stop(string name) => Want(name, false);

    /// <summary>A restart leaves nothing running that is older than the Procfile; by a signal, it is up to the process.</summary>
    internal void Restart(string name, RestartMode? mode)
    {
        Start(name);
        foreach (WishedType type in _types.Where(type => (mode ?? type.Definition.Mode) != RestartMode.Signal))
        {
            foreach ((int index, WishedProcess process) in type.Processes)
            {
                if (Matches(name, type.Name, index))
                    process.OldestVersion = type.Definition.Version;
            }
        }
    }

    internal void Scale(IReadOnlyList<ScaleRequest> requests, WishedChange changes)
    {
        foreach (WishedType type in _types)
        {
            int count = type.Paused ?? type.Count;
            List<ScaleRequest> own = [.. requests.Where(request => MatchesType(request.Type, type.Name))];
            foreach (ScaleChange change in own.Select(request => request.Change))
                count = Math.Max(0, change.IsRelative ? count + change.Amount : change.Amount);
            if (own.Count == 0)
                continue;
            type.Paused = null;
            SetCount(type, count, changes);
        }
    }

    internal void Pause(string name, WishedChange changes)
    {
        foreach (WishedType type in _types.Where(type => MatchesType(name, type.Name)))
        {
            type.Paused ??= type.Count;
            SetCount(type, 0, changes);
        }
    }

    internal void Resume(string name, WishedChange changes)
    {
        foreach (WishedType type in _types.Where(type => MatchesType(name, type.Name)))
        {
            int before = type.Paused ?? type.Count;
            type.Paused = null;
            SetCount(type, before, changes);
        }
    }

    internal void Reload(IReadOnlyList<SimulatedType> next, WishedChange changes)
    {
        List<WishedType> types = [];
        foreach (SimulatedType definition in next)
        {
            WishedType? known = Find(definition.Name);
            WishedType type = known ?? new WishedType(definition with { Count = 0 });
            types.Add(type);
            bool countChanges = known is null || known.Definition.Count != definition.Count;
            bool isOtherwise = type.Definition.Version != definition.Version;
            type.Definition = definition;
            if (countChanges && type.Paused is null)
                SetCount(type, definition.Count, changes);
            else if (countChanges)
                type.Paused = definition.Count;
            if (isOtherwise && definition.RestartOnReload)
                type.Renew();
        }

        foreach (WishedType gone in _types.Except(types))
            SetCount(gone, 0, changes);
        _types = types;
    }

    /// <summary>A rolling restart was broken off and somebody was told so: what it had not come to stays as it is.</summary>
    internal void BreakOff(string type) => Find(type)?.Excuse();

    internal WishedType? Find(string type) => _types.Find(candidate => candidate.Name == type);

    internal WishedProcess? Find(string type, int index) => Find(type)?.Processes.GetValueOrDefault(index);

    internal static bool Matches(string name, string type, int index) =>
        name == "*" || name == type
        || (name.Length == type.Length + 2 && name[^1] - '0' == index && name[^2] == '.' && name.StartsWith(type, StringComparison.Ordinal));

    internal static bool MatchesType(string name, string type) =>
        name == type || (name[^1] == '*' && type.StartsWith(name[..^1], StringComparison.Ordinal));

    private void Want(string name, bool wanted)
    {
        foreach (WishedType type in _types)
        {
            foreach ((int index, WishedProcess process) in type.Processes)
            {
                if (!Matches(name, type.Name, index))
                    continue;
                if (wanted && !process.IsWanted)
                    process.OldestVersion = type.Definition.Version;
                process.IsWanted = wanted;
                if (wanted)
                    process.AskedAt = Moment;
            }
        }
    }

    /// <summary>Fills the lowest free numbers, takes the highest away.</summary>
    private void SetCount(WishedType type, int count, WishedChange changes)
    {
        type.Count = count;
        for (int index = 1; type.Processes.Count < count; index++)
        {
            if (type.Processes.TryAdd(index, new WishedProcess { IsWanted = IsActive, AskedAt = Moment, OldestVersion = type.Definition.Version }))
                changes.Added.Add($"{type.Name}.{index}");
        }

        while (type.Processes.Count > count)
        {
            type.HasShrunk = true;
            int highest = type.Processes.Keys.Last();
            type.Processes.Remove(highest);
            changes.Removed.Add($"{type.Name}.{highest}");
        }
    }
}

/// <summary>How many processes of a type are wished, and which.</summary>
internal sealed class WishedType
{
    internal WishedType(SimulatedType definition)
    {
        (Definition, Count) = (definition, definition.Count);
        for (int index = 1; index <= Count; index++)
            Processes.Add(index, new WishedProcess { OldestVersion = definition.Version });
    }

    internal string Name => Definition.Name;

    internal SimulatedType Definition { get; set; }

    internal int Count { get; set; }

    internal int? Paused { get; set; }

    internal SortedDictionary<int, WishedProcess> Processes { get; } = [];

    /// <summary>Whether there was a moment in the turn that is under way when fewer were wished than before.</summary>
    internal bool HasShrunk { get; set; }

    internal int WantedCount => Processes.Values.Count(process => process.IsWanted);

    internal void Renew()
    {
        foreach (WishedProcess process in Processes.Values)
            process.OldestVersion = Definition.Version;
    }

    internal void Excuse()
    {
        foreach (WishedProcess process in Processes.Values)
            process.OldestVersion = 0;
    }
}

internal sealed class WishedProcess
{
    internal bool IsWanted { get; set; }

    /// <summary>When somebody last asked for it to run. An end for good comes later than that.</summary>
    internal int AskedAt { get; set; }

    /// <summary>It must not run, at rest, from anything older.</summary>
    internal int OldestVersion { get; set; }
}

/// <summary>Which processes a request adds and takes away, as its result has to tell.</summary>
internal sealed record WishedChange
{
    internal List<string> Added { get; } = [];

    internal List<string> Removed { get; } = [];

    internal bool Has(string process) => Added.Contains(process) || Removed.Contains(process);

    internal bool Touches(string type) => Added.Concat(Removed).Any(process => process.StartsWith($"{type}.", StringComparison.Ordinal));
}
