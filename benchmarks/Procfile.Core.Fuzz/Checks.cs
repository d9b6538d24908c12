using Procfile.Core.Syntax;

namespace Procfile.Core.Fuzz;

/// <summary>What must hold for any bytes.</summary>
internal static class Checks
{
    internal static void Run(byte[] bytes)
    {
        var document = ProcfileDocument.Parse(bytes);
        Require(document.Bytes.Span.SequenceEqual(bytes), "the document comes back byte for byte");
        Require(ProcfileDocument.Parse(document.ToString()).ToString() == document.ToString(), "the text comes back");
        _ = document.Lines.Sum(line => line.Text.Length + (int)line.Kind + (int)line.Ending);
        CheckReader(bytes, document);
        foreach (var dialect in ProcfileDialect.All)
            CheckReading(bytes, dialect, document.Read(dialect));
        _ = document.Read(ProcfileDialect.Portable, new() { Strict = true, Duplicates = DuplicatePolicy.Rename, InlineComments = InlineComments.StripUnquoted }).Diagnostics;
        _ = DialectComparison.Compare(document);
        CheckFixes(document);
        foreach (var dialect in DotEnvDialect.All)
            CheckEnv(bytes, dialect);
    }

    private static void CheckReader(byte[] bytes, ProcfileDocument document)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return;
        var reader = new ProcfileReader(bytes);
        foreach (var entry in document.Read(ProcfileDialect.Portable, new() { Duplicates = DuplicatePolicy.All }).Entries)
            Require(reader.Read() && reader.NameSpan == entry.NameSpan && reader.CommandSpan == entry.CommandSpan && reader.Line == entry.Line, "the reader agrees");
        Require(!reader.Read(), "the reader ends with the document");
    }

    private static void CheckReading(byte[] bytes, ProcfileDialect dialect, ProcfileReading reading)
    {
        foreach (var diagnostic in reading.Diagnostics)
            Require(diagnostic.Line > 0 && diagnostic.Column > 0 && diagnostic.Message.Length > 0, "a diagnostic has a place");
        var document = ProcfileDocument.Parse(bytes, dialect);
        foreach (var entry in reading.Entries.Take(3))
        {
            Require(entry.Line > 0 && entry.ToString().Length > 0, "an entry has a place");
            try
            {
                var changed = document.SetCommand(entry.Name, "changed");
                Require(changed.TryGetEntry(entry.Name, out var found) && found.Command == "changed", "a set command is read back");
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
        Require(
            document.Entries.Select(entry => entry.ToString()).SequenceEqual(repaired.Entries.Select(entry => entry.ToString())),
            "fixes keep the reading");
    }

    private static void CheckEnv(byte[] bytes, DotEnvDialect dialect)
    {
        foreach (var interpolate in (bool[])[false, true])
        {
            var document = DotEnvDocument.Parse(bytes, dialect, new() { Interpolate = interpolate });
            Require(document.Bytes.Span.SequenceEqual(bytes), "the file comes back byte for byte");
            foreach (var variable in document.Variables)
                Require(variable.Line > 0 && variable.Name.Length > 0 && document.TryGetValue(variable.Name, out _), "a variable is found");
            foreach (var diagnostic in document.Diagnostics)
                Require(diagnostic.Line > 0 && diagnostic.Column > 0, "a diagnostic has a place");
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"It does not hold that {what}.");
    }
}
