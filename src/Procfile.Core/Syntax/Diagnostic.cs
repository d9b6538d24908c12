using System.Globalization;

namespace Procfile.Core.Syntax;

/// <summary>Something to know about one place of a document.</summary>
/// <param name="Id">The stable identifier, such as <c>PF0301</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1 in characters.</param>
/// <param name="Message">What is the matter and what to do about it.</param>
/// <param name="Fix">A change that removes the cause, where there is one.</param>
public sealed record Diagnostic(
    string Id,
    DiagnosticSeverity Severity,
    int Line,
    int Column,
    string Message,
    DiagnosticFix? Fix = null)
{
    /// <summary>The form compilers use: <c>3:5: warning PF0301: …</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}: {Word} {Id}: {Message}");

    private string Word => Severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}
