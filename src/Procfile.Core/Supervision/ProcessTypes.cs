using System.Collections.Immutable;
using Procfile.Core.Syntax;

namespace Procfile.Core.Supervision;

/// <summary>The process types of a Procfile.</summary>
public static class ProcessTypes
{
    /// <summary>Takes the process types from a reading: one per name, in the Procfile's order.</summary>
    /// <param name="reading">The Procfile as a dialect reads it.</param>
    /// <returns>The types. Of entries with one name only the first counts; the reading's diagnostics tell of the others.</returns>
    public static ImmutableArray<ProcessType> From(ProcfileReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return From(reading.Entries);
    }

    /// <summary>Takes the process types from entries, for example those of a variant merged into its base: one per name, in their order.</summary>
    /// <param name="entries">The entries.</param>
    /// <returns>The types. Of entries with one name only the first counts.</returns>
    public static ImmutableArray<ProcessType> From(IEnumerable<ProcfileEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return [.. entries.DistinctBy(entry => entry.Name).Select((entry, position) => new ProcessType(entry.Name, entry.Command, position))];
    }
}
