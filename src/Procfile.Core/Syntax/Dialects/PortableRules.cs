using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>The Portable dialect: the entries at once, the diagnostics when somebody wants them.</summary>
internal sealed class PortableRules : DialectRules
{
    internal override ProcfileReading Read(SourceText source, ProcfileDialect dialect, ProcfileReadOptions options) =>
        new(dialect, ReadEntries(source, options), () => PortableChecks.Run(source, options));

    private static ImmutableArray<ProcfileEntry> ReadEntries(SourceText source, ProcfileReadOptions options)
    {
        // Counting first costs little beside the copies that a growing list makes.
        var entries = new ProcfileEntry[CountEntries(source.Bytes)];
        var names = new NameIndex(entries);
        var count = 0;
        var reader = new ProcfileReader(source.Bytes);
        while (reader.ReadLine())
        {
            if (reader.Parts.Kind == ProcfileLineKind.Entry && TryMakeEntry(source, ref reader, options, out var entry))
                Place(entries, ref count, names, entry, options.Duplicates);
        }

        Array.Resize(ref entries, count);
        if (options.Duplicates == DuplicatePolicy.Rename)
            entries = Array.ConvertAll(entries, new NameNumbers().Distinct);
        return ImmutableCollectionsMarshal.AsImmutableArray(entries);
    }

    private static int CountEntries(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        var reader = new ProcfileReader(bytes);
        while (reader.ReadLine())
            count += reader.Parts.Kind == ProcfileLineKind.Entry ? 1 : 0;
        return count;
    }

    private static bool TryMakeEntry(SourceText source, ref ProcfileReader reader, ProcfileReadOptions options, out ProcfileEntry entry)
    {
        var line = reader.Line;
        var text = ContinuedCommand.TryContinue(source.Bytes, ref reader, options, out var continued) ? continued.Text : null;
        var command = reader.CommandSpan;
        if (text is null && options.InlineComments != InlineComments.Keep)
            command = new TextSpan(command.Start, InlineComment.EndOfCommand(reader.Command, options.InlineComments));
        if (text is not null && options.InlineComments != InlineComments.Keep)
            text = InlineComment.TextOfCommand(text, options.InlineComments);
        entry = null!;
        if ((text is "" || command.Length == 0) && options.EmptyCommands != EmptyCommands.Keep)
            return false;
        entry = new ProcfileEntry(source, line, reader.NameSpan, command, command: text);
        return true;
    }

    private static void Place(ProcfileEntry[] entries, ref int count, NameIndex names, ProcfileEntry entry, DuplicatePolicy policy)
    {
        var first = names.FindOrAdd(entry.NameBytes, count);
        if (first < 0 || policy is DuplicatePolicy.All or DuplicatePolicy.Rename)
            entries[count++] = entry;
        else if (policy == DuplicatePolicy.Last)
            entries[first] = entry;
    }
}
