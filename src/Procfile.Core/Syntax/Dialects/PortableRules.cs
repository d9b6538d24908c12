using System.Collections.Immutable;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>The Portable dialect: the entries at once, the diagnostics when somebody wants them.</summary>
internal sealed class PortableRules : DialectRules
{
    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options) =>
        new(dialect, ReadEntries(source, options), () => PortableChecks.Run(source, options));

    private static ImmutableArray<ProcfileEntry> ReadEntries(SourceText source, ProcfileReadOptions options)
    {
        var entries = new List<ProcfileEntry>();
        var names = new NameIndex(entries, capacity: 8);
        var reader = new ProcfileReader(source.Bytes);
        while (reader.ReadLine())
        {
            if (reader.Parts.Kind == ProcfileLineKind.Entry && TryMakeEntry(source, in reader, options, out var entry))
                Place(entries, names, entry, options.Duplicates);
        }

        return [.. entries];
    }

    private static bool TryMakeEntry(SourceText source, in ProcfileReader reader, ProcfileReadOptions options, out ProcfileEntry entry)
    {
        var command = reader.CommandSpan;
        if (options.InlineComments != InlineComments.Keep)
            command = new TextSpan(command.Start, InlineComment.EndOfCommand(reader.Command, options.InlineComments));
        entry = null!;
        if (command.Length == 0 && options.EmptyCommands != EmptyCommands.Keep)
            return false;
        entry = new ProcfileEntry(source, reader.Line, reader.NameSpan, command);
        return true;
    }

    private static void Place(List<ProcfileEntry> entries, NameIndex names, ProcfileEntry entry, DuplicatePolicy policy)
    {
        var first = names.FindOrAdd(entry.NameBytes, entries.Count);
        if (first < 0 || policy == DuplicatePolicy.All)
            entries.Add(entry);
        else if (policy == DuplicatePolicy.Last)
            entries[first] = entry;
        else if (policy == DuplicatePolicy.Rename)
            entries.Add(NameClashes.Renamed(entry, name => entries.TrueForAll(other => other.Name != name)));
    }
}
