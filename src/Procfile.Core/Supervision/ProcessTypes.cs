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
        return [.. reading.Entries.DistinctBy(entry => entry.Name).Select((entry, position) => new ProcessType(entry.Name, entry.Command, position))];
    }
}
