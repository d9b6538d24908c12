using System.Collections.Immutable;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Pairs what would run by two readings, by line, and says where they differ.</summary>
internal sealed class ReadingMatcher
{
    private readonly ProcfileReading _portable;
    private readonly ProcfileReading _tool;
    private readonly List<ReadingDifference> _differences = [];
    private readonly List<ProcfileEntry> _toolEntries;
    private readonly ILookup<int, ProcfileEntry> _toolByLine;
    private readonly HashSet<string> _toolNames;

    internal ReadingMatcher(ProcfileReading portable, ProcfileReading tool)
    {
        _portable = portable;
        _tool = tool;
        _toolEntries = [.. tool.Dialect.Rules.RunsFirstOfName ? tool.Entries.DistinctBy(entry => entry.Name) : tool.Entries];
        _toolByLine = _toolEntries.ToLookup(entry => entry.Line);
        _toolNames = [.. _toolEntries.Select(entry => entry.Name)];
    }

    private string Tool => _tool.Dialect.Tool;

    internal ImmutableArray<ReadingDifference> Match()
    {
        if (_tool.Dialect != ProcfileDialect.Portable && _tool.HasErrors)
            return [.. _tool.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error).Select(Refusal)];

        var lines = new HashSet<int>();
        foreach (var entry in _portable.Entries)
        {
            lines.Add(entry.Line);
            MatchEntry(entry);
        }

        foreach (var extra in _toolEntries.Where(entry => !lines.Contains(entry.Line)))
            AddExtra(extra);
        if (_differences.Count == 0)
            CheckOrder();
        return [.. _differences.OrderBy(one => one.Line)];
    }

    private static ReadingDifference Refusal(Diagnostic error) =>
        new(ReadingDifferenceKind.Refused, error.Line, "", error.Message);

    private void MatchEntry(ProcfileEntry entry)
    {
        var others = _toolByLine[entry.Line].ToList();
        if (others.Count == 0)
        {
            AddMissing(entry);
            return;
        }

        var other = others[0];
        if (other.Name != entry.Name)
            Add(ReadingDifferenceKind.Renamed, entry, other, $"{Tool} names the process '{other.Name}' instead of '{entry.Name}'");
        if (other.Command.Trim(' ', '\t') != entry.Command)
            Add(ReadingDifferenceKind.CommandDiffers, entry, other, $"{Tool} runs '{Shown(other.Command)}' as '{entry.Name}' instead of '{Shown(entry.Command)}'");
        foreach (var extra in others.Skip(1))
            AddExtra(extra);
    }

    private void AddMissing(ProcfileEntry entry)
    {
        if (_toolNames.Contains(entry.Name))
            Add(ReadingDifferenceKind.Merged, entry, null, $"{Tool} runs only one process '{entry.Name}', of another line");
        else
            Add(ReadingDifferenceKind.Lost, entry, null, $"{Tool} has no process '{entry.Name}'");
    }

    private void AddExtra(ProcfileEntry extra) =>
        Add(ReadingDifferenceKind.Extra, extra, extra, $"{Tool} has a process '{Shown(extra.Name)}' here that runs '{Shown(extra.Command)}'");

    private void CheckOrder()
    {
        foreach (var (entry, other) in _portable.Entries.Zip(_toolEntries).Where(pair => pair.First.Line != pair.Second.Line).Take(1))
            Add(ReadingDifferenceKind.Reordered, entry, other, $"{Tool} has '{other.Name}' at the place of '{entry.Name}', which changes their ports");
    }

    private void Add(ReadingDifferenceKind kind, ProcfileEntry entry, ProcfileEntry? other, string message) =>
        _differences.Add(new ReadingDifference(kind, entry.Line, entry.Name, message) { ToolName = other?.Name, ToolCommand = other?.Command });

    /// <summary>Text that is safe and short enough for a message.</summary>
    private static string Shown(string text)
    {
        const int Longest = 80;
        var shown = text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }
}
