namespace Procfile.Core.Supervision.Engine;

/// <summary>A process type as the engine keeps it: how many are wished, and those that are. Belongs to the supervisor's thread.</summary>
internal sealed class ManagedType(ProcessType definition, int place, IRestartPolicy policy, StopSequence stopSequence)
{
    internal ProcessType Definition { get; } = definition;

    /// <summary>The place among the types; positions that a host gives its types need not differ.</summary>
    internal int Place { get; } = place;

    /// <summary>What the process with an index is called.</summary>
    internal required Func<int, string> NameOf { get; init; }

    internal IRestartPolicy Policy { get; } = policy;

    internal StopSequence StopSequence { get; } = stopSequence;

    internal int Wished { get; set; }

    /// <summary>How many were wished before the pause; null when not paused.</summary>
    internal int? Paused { get; set; }

    internal SortedDictionary<int, ManagedProcess> Processes { get; } = [];

    internal TypeSnapshot Snapshot() => new(Definition.Name, Wished, Paused is not null);

    /// <summary>
    /// Makes as many processes as are wished: fills the lowest free numbers, and retires the highest. A process that is still
    /// being scaled away keeps its number, and is taken back when the number is wanted again.
    /// </summary>
    internal (List<ManagedProcess> Added, List<ManagedProcess> Removed) Reconcile()
    {
        List<ManagedProcess> added = [], removed = [];
        int kept = Processes.Values.Count(process => !process.Retiring);
        for (int index = 1; kept < Wished; index++)
        {
            if (Processes.TryGetValue(index, out ManagedProcess? known) && !known.Retiring)
                continue;
            ManagedProcess process = known ?? (Processes[index] = new ManagedProcess(this, index));
            process.Retiring = false;
            added.Add(process);
            kept++;
        }

        foreach (ManagedProcess process in Processes.Values.Reverse().Where(process => !process.Retiring))
        {
            if (kept-- <= Wished)
                break;
            process.Retiring = true;
            removed.Add(process);
        }

        return (added, removed);
    }
}
