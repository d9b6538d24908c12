namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// What any of the tools accepts: <c>[export ]NAME[ ]=[ ]value</c>, quotes that may go on over lines, comments, JSON.
/// Whatever some tool would read differently is reported.
/// </summary>
internal sealed class UnionGrammar : EnvGrammar
{
    internal override bool DecodesMarks => true;

    internal override void Read(EnvReading reading)
    {
        CheckText(reading);
        if (reading.Text.AsSpan().TrimStart() is ['{', ..])
        {
            if (EnvJson.TryRead(reading))
            {
                reading.Warn("PF0816", 0, "Only node-foreman reads JSON here. Write NAME=value lines", DiagnosticSeverity.Info);
                return;
            }

            reading.Warn("PF0816", 0, "This begins like JSON but is not valid JSON. Correct it or write NAME=value lines", DiagnosticSeverity.Error);
        }

        var scanner = new UnionScanner(reading);
        while (scanner.ReadStatement())
        {
        }
    }

    private static void CheckText(EnvReading reading)
    {
        if (reading.Source.MarkLength > 0)
            reading.Warn("PF0101", 0, "The byte order mark makes most tools lose the first line or the whole file. Save the file as UTF-8 without it");
        if (!System.Text.Unicode.Utf8.IsValid(reading.Source.Bytes))
            reading.Warn("PF0102", 0, "The file holds bytes that are no UTF-8. Save it as UTF-8");
        if (reading.Text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
            reading.Warn("PF0103", nul, "No variable can hold a NUL character. Remove it", DiagnosticSeverity.Error);
    }
}
