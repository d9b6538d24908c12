namespace Procfile.Core.Syntax.Dialects;

/// <summary>Settles names that occur more than once.</summary>
internal static class NameClashes
{
    internal static void Settle(ToolReading reading, NameClash policy)
    {
        var settled = new List<ProcfileEntry?>(reading.Entries.Count);
        var places = new Dictionary<string, int>(reading.Entries.Count, StringComparer.Ordinal);
        foreach (var entry in reading.Entries)
        {
            if (places.TryAdd(entry.Name, settled.Count))
            {
                settled.Add(entry);
                continue;
            }

            if (policy == NameClash.Refuses)
            {
                reading.Refuse("PF0601", entry.NameSpan.Start, $"{reading.Tool} refuses a second process named '{entry.Name}'. Rename or remove one");
                return;
            }

            reading.Warn("PF0601", entry.NameSpan.Start, $"{reading.Tool} finds a second process named '{entry.Name}' and {Consequence(policy)}. Rename or remove one");
            Settle(settled, places, entry, policy);
        }

        reading.Replace([.. settled.OfType<ProcfileEntry>()]);
    }

    /// <summary>mprocs.rs dedup_proc_names: the first free number from 2, names given so far and originals alike.</summary>
    internal static ProcfileEntry Renamed(ProcfileEntry entry, Func<string, bool> take)
    {
        for (var number = 2; ; number++)
        {
            var name = $"{entry.Name} ({number})";
            if (take(name))
                return entry.Named(name);
        }
    }

    private static void Settle(List<ProcfileEntry?> settled, Dictionary<string, int> places, ProcfileEntry entry, NameClash policy)
    {
        switch (policy)
        {
            case NameClash.LastInFirstPlace:
                settled[places[entry.Name]] = entry;
                break;
            case NameClash.LastInLastPlace:
                settled[places[entry.Name]] = null;
                places[entry.Name] = settled.Count;
                settled.Add(entry);
                break;
            case NameClash.Renames:
                settled.Add(Renamed(entry, name => places.TryAdd(name, settled.Count)));
                break;
            default:
                settled.Add(entry);
                break;
        }
    }

    private static string Consequence(NameClash policy) => policy switch
    {
        NameClash.LastInFirstPlace or NameClash.LastInLastPlace => "takes the later command",
        NameClash.Renames => "renames it",
        _ => "keeps both",
    };
}
