using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Fuzz;

/// <summary>What must hold for any bytes taken for a Procfile.</summary>
internal static class ProcfileChecks
{
    internal static void Run(byte[] bytes)
    {
        var document = ProcfileDocument.Parse(bytes);
        Check.That(document.Bytes.Span.SequenceEqual(bytes), "the document comes back byte for byte");
        Check.That(ProcfileDocument.Parse(document.ToString()).ToString() == document.ToString(), "the text comes back");
        _ = document.Lines.Sum(line => line.Text.Length + (int)line.Kind + (int)line.Ending);
        CheckReader(bytes, document);
        foreach (var dialect in ProcfileDialect.All)
            CheckReading(bytes, dialect, document.Read(dialect));
        _ = document.Read(ProcfileDialect.Portable, new() { Strict = true, Duplicates = DuplicatePolicy.Rename, InlineComments = InlineComments.StripUnquoted }).Diagnostics;
        _ = DialectComparison.Compare(document);
        CheckFixes(document);
    }

    private static void CheckReader(byte[] bytes, ProcfileDocument document)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return;
        var reader = new ProcfileReader(bytes);
        foreach (var entry in document.Read(ProcfileDialect.Portable, new() { Duplicates = DuplicatePolicy.All }).Entries)
            Check.That(reader.Read() && reader.NameSpan == entry.NameSpan && reader.CommandSpan == entry.CommandSpan && reader.Line == entry.Line, "the reader agrees");
        Check.That(!reader.Read(), "the reader ends with the document");
    }

    private static void CheckReading(byte[] bytes, ProcfileDialect dialect, ProcfileReading reading)
    {
        foreach (var diagnostic in reading.Diagnostics.Concat(CommandLint.Check(reading)))
            Check.HasPlace(diagnostic);
        var document = ProcfileDocument.Parse(bytes, dialect);
        foreach (var entry in reading.Entries.Take(3))
        {
            Check.That(entry.Line > 0 && entry.ToString().Length > 0, "an entry has a place");
            try
            {
                var changed = document.SetCommand(entry.Name, "changed");
                Check.That(changed.TryGetEntry(entry.Name, out var found) && found.Command == "changed", "a set command is read back");
                _ = document.Remove(entry.Name).Reading.Diagnostics;
                _ = document.Rename(entry.Name, "renamed-one");
            }
            catch (ArgumentException)
            {
                // The dialect cannot write this name or command, and says so.
            }
        }
    }

    private static void CheckFixes(ProcfileDocument document)
    {
        var repaired = document.ApplyFixes();
        Check.That(
            document.Entries.Select(entry => entry.ToString()).SequenceEqual(repaired.Entries.Select(entry => entry.ToString())),
            "fixes keep the reading");
    }
}
