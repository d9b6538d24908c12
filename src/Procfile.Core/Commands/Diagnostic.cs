namespace Procfile.Core.Commands;

/// <summary>Stand-in until the Syntax room's diagnostic is merged.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>Cannot work.</summary>
    Error,
}

/// <summary>Stand-in until the Syntax room's diagnostic is merged.</summary>
/// <param name="Id">The id.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
/// <param name="Message">The message.</param>
public sealed record Diagnostic(string Id, DiagnosticSeverity Severity, int Line, int Column, string Message);
