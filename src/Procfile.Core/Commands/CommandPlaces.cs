using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>Moves diagnostics about a command to the command's place in its Procfile.</summary>
public static class CommandPlaces
{
    /// <summary>The diagnostic with the line and column of the Procfile.</summary>
    /// <param name="entry">The entry whose command it is about.</param>
    /// <param name="diagnostic">A diagnostic whose column counts in the command.</param>
    /// <returns>The same diagnostic at its place.</returns>
    public static Diagnostic InCommand(ProcfileEntry entry, Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var (line, column) = entry.Source.Locate(entry.CommandSpan.Start);
        return diagnostic with { Line = line, Column = column + diagnostic.Column - 1 };
    }

    /// <summary>The diagnostic with the line and column of the entry's name.</summary>
    /// <param name="entry">The entry it is about.</param>
    /// <param name="diagnostic">The diagnostic.</param>
    /// <returns>The same diagnostic at its place.</returns>
    public static Diagnostic AtName(ProcfileEntry entry, Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        var (line, column) = entry.Source.Locate(entry.NameSpan.Start);
        return diagnostic with { Line = line, Column = column };
    }
}
