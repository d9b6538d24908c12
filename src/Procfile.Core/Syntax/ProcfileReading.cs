using System.Collections.Immutable;

namespace Procfile.Core.Syntax;

/// <summary>What one dialect makes of a document.</summary>
public sealed class ProcfileReading
{
    private readonly Lazy<ImmutableArray<Diagnostic>> _diagnostics;

    internal ProcfileReading(
        ProcfileDialect dialect,
        ImmutableArray<ProcfileEntry> entries,
        Func<ImmutableArray<Diagnostic>> diagnostics)
    {
        Dialect = dialect;
        Entries = entries;
        _diagnostics = new Lazy<ImmutableArray<Diagnostic>>(diagnostics);
    }

    /// <summary>Whose reading it is.</summary>
    public ProcfileDialect Dialect { get; }

    /// <summary>The entries, in the order the tool has them. None when the tool refuses the document.</summary>
    public ImmutableArray<ProcfileEntry> Entries { get; }

    /// <summary>What there is to know about the document, by line. Worked out when first asked for.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => _diagnostics.Value;

    /// <summary>Whether any diagnostic is an error: the document must not be run by this reading.</summary>
    public bool HasErrors
    {
        get
        {
            foreach (var diagnostic in Diagnostics)
            {
                if (diagnostic.Severity == DiagnosticSeverity.Error)
                    return true;
            }

            return false;
        }
    }

    /// <summary>Finds the entry of a process type, the first if there are several.</summary>
    /// <param name="name">The process type, in its exact case.</param>
    /// <param name="entry">The entry found.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetEntry(string name, out ProcfileEntry entry)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var candidate in Entries)
        {
            if (candidate.IsNamed(name))
            {
                entry = candidate;
                return true;
            }
        }

        entry = default;
        return false;
    }
}
