using System.Collections.Immutable;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>What is wrong in the commands of a Procfile whatever the variables are: for a check before anything runs.</summary>
public static class CommandLint
{
    // The other findings of an expansion depend on which variables are set where the process runs.
    private static readonly ImmutableArray<string> AlwaysTrue = ["PF0902", "PF0904", "PF0906"];

    private static readonly CommandExpander Expander = new();
    private static readonly UniqueIntToken KnownToken = new(1);

    /// <summary>Checks all commands of a reading.</summary>
    /// <param name="reading">The Procfile as a dialect reads it. In Cloud 66's, a <c>web</c> that it ignores on Rack stacks is reported as well.</param>
    /// <returns>Unknown tokens, NUL characters, quotes that are never closed, and flags that make a program fork to the background; by line.</returns>
    public static ImmutableArray<Diagnostic> Check(ProcfileReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        bool isCloud66 = reading.Dialect == ProcfileDialect.Cloud66;
        IEnumerable<Diagnostic> found = reading.Entries.SelectMany(FindInCommand).Concat(Cloud66Rules.Check(reading.Entries, isCloud66));
        return [.. found.OrderBy(diagnostic => diagnostic.Line).ThenBy(diagnostic => diagnostic.Column)];
    }

    private static IEnumerable<Diagnostic> FindInCommand(ProcfileEntry entry) =>
        Expander.Expand(entry.Command, ImmutableDictionary<string, string>.Empty, KnownToken).Diagnostics
            .Where(diagnostic => AlwaysTrue.Contains(diagnostic.Id))
            .Select(diagnostic => CommandPlaces.InCommand(entry, diagnostic));
}
