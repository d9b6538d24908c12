namespace Procfile.Core.Syntax.Dialects;

/// <summary>Settles names that occur more than once.</summary>
internal static class NameClashes
{
    internal static void Settle(ToolReading reading, NameClash policy)
    {
        var settled = new List<ProcfileEntry?>(reading.Entries.Count);
        var places = new Dictionary<string, int>(reading.Entries.Count, StringComparer.Ordinal);
        var numbers = new NameNumbers();
        foreach (var original in reading.Entries)
        {
            var entry = policy == NameClash.Renames ? numbers.Distinct(original) : original;
            var isNew = places.TryAdd(entry.Name, settled.Count);
            if (isNew)
                settled.Add(entry);
            if (isNew && entry == original)
                continue;

            if (policy == NameClash.Refuses)
            {
                reading.Refuse("PF0601", entry.NameSpan.Start, $"{reading.Tool} refuses a second process named '{entry.Name}'. Rename or remove one");
                return;
            }

            reading.Warn("PF0601", entry.NameSpan.Start, $"{reading.Tool} finds a second process named '{original.Name}' and {Consequence(policy)}. Rename or remove one");
            if (!isNew)
                Settle(settled, places, entry, policy);
        }

        reading.Replace([.. settled.Where(one => one is not null).Select(one => one!.Value)]);
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
            default:
                settled.Add(entry);
                break;
        }
    }

    private static string Consequence(NameClash policy) => policy switch
    {
        NameClash.LastInFirstPlace or NameClash.LastInLastPlace => "takes the later command",
        NameClash.Renames => "renames it",
        NameClash.RunsFirst => "starts only the first",
        _ => "keeps both",
    };
}
