using System.Runtime.InteropServices;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>The Portable dialect: the entries at once, the diagnostics when somebody wants them.</summary>
internal sealed class PortableRules : DialectRules
{
    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options)
    {
        // Counting first costs little beside the copies that a growing list makes.
        var entries = new ProcfileEntry[CountEntries(source.Bytes)];
        var names = ReadEntries(source, entries, options.InlineComments);
        var count = Settle(entries, names, options);
        var settled = count == entries.Length ? ImmutableCollectionsMarshal.AsImmutableArray(entries) : [.. entries.AsSpan(0, count)];
        return new ProcfileReading(dialect, settled, () => PortableChecks.Run(source, options, names));
    }

    private static int CountEntries(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var reader = new ProcfileReader(bytes);
        while (reader.ReadLine())
            count += reader.Parts.Kind == ProcfileLineKind.Entry ? 1 : 0;
        return count;
    }

    private static RepeatedNames ReadEntries(SourceText source, Span<ProcfileEntry> entries, InlineComments comments)
    {
        var hashes = new uint[entries.Length];
        var count = 0;
        var reader = new ProcfileReader(source.Bytes);
        while (reader.ReadLine())
        {
            if (reader.Parts.Kind != ProcfileLineKind.Entry)
                continue;
            var command = reader.CommandSpan;
            if (comments != InlineComments.Keep)
                command = new TextSpan(command.Start, InlineComment.EndOfCommand(reader.Command, comments));
            hashes[count] = RepeatedNames.HashOf(reader.Name);
            entries[count++] = new ProcfileEntry(source, reader.Line, reader.NameSpan, command);
        }

        return new RepeatedNames(entries, hashes);
    }

    /// <summary>Settles empty commands, and names that occur more than once.</summary>
    /// <returns>How many entries are left, all at the beginning.</returns>
    private static int Settle(Span<ProcfileEntry> entries, RepeatedNames names, ProcfileReadOptions options)
    {
        var numbers = new NameNumbers();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var count = 0;
        foreach (ref readonly var entry in entries)
        {
            if (entry.CommandSpan.Length == 0 && options.EmptyCommands != EmptyCommands.Keep)
                continue;
            if (options.Duplicates == DuplicatePolicy.Rename)
                entries[count++] = numbers.Distinct(entry);
            else if (options.Duplicates == DuplicatePolicy.All || !names.MayHave(entry.Line) || places.TryAdd(entry.Name, count))
                entries[count++] = entry;
            else if (options.Duplicates == DuplicatePolicy.Last)
                entries[places[entry.Name]] = entry;
        }

        return count;
    }
}
