using Procfile.Core.Syntax;

namespace Procfile.Tool.Reports;

/// <summary>Diagnostics as lines in the form compilers use: <c>Procfile:3:5: warning PF0301: …</c>.</summary>
internal static class DiagnosticLines
{
    internal static void Print(TextWriter writer, string file, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
            writer.WriteLine($"{file}:{diagnostic}");
    }

    /// <summary>What somebody who runs a Procfile has to know of it.</summary>
    internal static void PrintProblems(string file, IEnumerable<Diagnostic> diagnostics) =>
        Print(Console.Error, file, diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Info));

    internal static string Count(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        string[] parts =
        [
            .. Part(DiagnosticSeverity.Error, "error"), .. Part(DiagnosticSeverity.Warning, "warning"), .. Part(DiagnosticSeverity.Info, "hint"),
        ];
        return parts.Length == 0 ? "nothing to report" : string.Join(", ", parts);

        IEnumerable<string> Part(DiagnosticSeverity severity, string word)
        {
            int count = diagnostics.Count(diagnostic => diagnostic.Severity == severity);
            if (count > 0)
                yield return count == 1 ? $"1 {word}" : $"{count} {word}s";
        }
    }
}
