using System.Runtime.InteropServices;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>The Portable dialect: the entries at once, the diagnostics when somebody wants them.</summary>
internal sealed class PortableRules : DialectRules
{
    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options)
    {
        // Counting first costs little beside the copies that a growing list makes.
        var entries = new ProcfileEntry[CountEntryLines(source.Bytes)];
        var count = ReadEntries(source, entries, options, out var names);
        count = Settle(entries.AsSpan(0, count), names, options);
        var settled = count == entries.Length ? ImmutableCollectionsMarshal.AsImmutableArray(entries) : [.. entries.AsSpan(0, count)];
        return new ProcfileReading(dialect, settled, () => PortableChecks.Run(source, options, names));
    }

    private static int CountEntryLines(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var reader = new ProcfileReader(bytes);
        while (reader.ReadLine())
            count += reader.Parts.Kind == ProcfileLineKind.Entry ? 1 : 0;
        return count;
    }

    /// <summary>Reads all entries, also empty ones and those of the same name.</summary>
    /// <returns>How many they are: fewer than lines that look so, if some of these continue others.</returns>
    private static int ReadEntries(SourceText source, Span<ProcfileEntry> entries, ProcfileReadOptions options, out RepeatedNames names)
    {
        var hashes = new uint[entries.Length];
        var count = 0;
        var reader = new ProcfileReader(source.Bytes);
        while (reader.ReadLine())
        {
            if (reader.Parts.Kind != ProcfileLineKind.Entry)
                continue;
            hashes[count] = RepeatedNames.HashOf(reader.Name);
            entries[count++] = MakeEntry(source, ref reader, options);
        }

        names = new RepeatedNames(entries[..count], hashes.AsSpan(0, count));
        return count;
    }

    private static ProcfileEntry MakeEntry(SourceText source, ref ProcfileReader reader, ProcfileReadOptions options)
    {
        if (ContinuedCommand.TryContinue(source.Bytes, ref reader, options, out var continued))
            return new ProcfileEntry(source, reader.Line, reader.NameSpan, reader.CommandSpan, command: InlineComment.TextOfCommand(continued.Text, options.InlineComments));
        var command = reader.CommandSpan;
        if (options.InlineComments != InlineComments.Keep)
            command = new TextSpan(command.Start, InlineComment.EndOfCommand(reader.Command, options.InlineComments));
        return new ProcfileEntry(source, reader.Line, reader.NameSpan, command);
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
            if (entry.IsEmpty && options.EmptyCommands != EmptyCommands.Keep)
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
