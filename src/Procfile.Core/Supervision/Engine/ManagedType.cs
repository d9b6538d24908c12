namespace Procfile.Core.Supervision.Engine;

/// <summary>A process type as the engine keeps it: how many are wished, and those that are. Belongs to the supervisor's thread.</summary>
internal sealed class ManagedType(TypeRules rules, int place)
{
    internal string Name { get; } = rules.Definition.Name;

    internal TypeRules Rules { get; set; } = rules;

    /// <summary>The place among the types; positions that a host gives its types need not differ.</summary>
    internal int Place { get; set; } = place;

    internal int Wished { get; set; } = rules.Plan.CountOf(rules.Definition.Name);

    /// <summary>How many were wished before the pause; null when not paused.</summary>
    internal int? Paused { get; set; }

    /// <summary>Whether a reload has taken the type away; it disappears with its last process.</summary>
    internal bool IsLeaving { get; set; }

    /// <summary>The rolling restart under way.</summary>
    internal Roll? Roll { get; set; }

    /// <summary>Why the last rolling restart was broken off; null when it was not.</summary>
    internal string? RollProblem { get; set; }

    internal SortedDictionary<int, ManagedProcess> Processes { get; } = [];

    internal TypeSnapshot Snapshot() => new(Name, Paused ?? Wished, Paused is not null) { Label = Rules.Label, IsRolling = Roll is not null, Problem = RollProblem };

    /// <summary>What the process with an index is called.</summary>
    internal string NameOf(int index) => Rules.Plan.NameOf(Name, index);

    /// <summary>
    /// Makes as many processes as are wished: fills the lowest free numbers, and retires the highest. A process that is still
    /// being scaled away keeps its number, and is taken back when the number is wanted again; a stand-in whose number is wanted stays.
    /// </summary>
    internal (List<ManagedProcess> Added, List<ManagedProcess> Removed) Reconcile()
    {
        List<ManagedProcess> added = [], removed = [];
        int kept = Processes.Values.Count(process => process.IsKept);
        for (int index = 1; kept < Wished; index++)
        {
            if (Processes.TryGetValue(index, out ManagedProcess? known) && known.IsKept)
                continue;
            ManagedProcess process = known ?? AddProcess(index);
            process.IsRetiring = process.IsStandIn = false;
            added.Add(process);
            kept++;
        }

        foreach (ManagedProcess process in Processes.Values.Reverse().Where(process => process.IsKept))
        {
            if (kept-- <= Wished)
                break;
            process.IsRetiring = true;
            removed.Add(process);
        }

        return (added, removed);
    }

    /// <summary>Adds one process more than are wished, for as long as others are being replaced.</summary>
    internal ManagedProcess AddStandIn()
    {
        ManagedProcess process = AddProcess(Processes.Count == 0 ? 1 : Processes.Keys.Max() + 1);
        process.IsStandIn = true;
        return process;
    }

    private ManagedProcess AddProcess(int index) => Processes[index] = new ManagedProcess(this, index);
}
