using System.Collections.Immutable;
using Procfile.Core.Syntax.Dialects;

namespace Procfile.Core.Syntax;

/// <summary>What one tool reads differently from the Portable reading of the same document.</summary>
public sealed class DialectComparison
{
    private DialectComparison(ProcfileReading reading, ImmutableArray<ReadingDifference> differences)
    {
        Reading = reading;
        Differences = differences;
    }

    /// <summary>The tool's dialect.</summary>
    public ProcfileDialect Dialect => Reading.Dialect;

    /// <summary>The tool's reading.</summary>
    public ProcfileReading Reading { get; }

    /// <summary>The points in which it departs, by line. None when the tool reads the document alike.</summary>
    public ImmutableArray<ReadingDifference> Differences { get; }

    /// <summary>Whether the tool reads the document as the Portable dialect does.</summary>
    public bool IsAlike => Differences.IsEmpty;

    /// <summary>Compares the readings of tools with the Portable one.</summary>
    /// <param name="document">The document.</param>
    /// <param name="dialects">The tools' dialects; all of them when left out.</param>
    /// <returns>One comparison for each dialect, in the order given.</returns>
    public static ImmutableArray<DialectComparison> Compare(ProcfileDocument document, IEnumerable<ProcfileDialect>? dialects = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        dialects ??= ProcfileDialect.All.Where(one => one != ProcfileDialect.Portable);
        var portable = document.Read(ProcfileDialect.Portable, new ProcfileReadOptions { Duplicates = DuplicatePolicy.All });
        return [.. dialects.Select(dialect => Compare(portable, document.Read(dialect)))];
    }

    private static DialectComparison Compare(ProcfileReading portable, ProcfileReading tool) =>
        new(tool, new ReadingMatcher(portable, tool).Match());
}
