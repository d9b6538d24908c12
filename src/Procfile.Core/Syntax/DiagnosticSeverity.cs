namespace Procfile.Core.Syntax;

/// <summary>How much a <see cref="Diagnostic"/> matters.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Worth knowing; every tool still runs the same processes.</summary>
    Info,

    /// <summary>Some tool loses a line here, or reads it differently.</summary>
    Warning,

    /// <summary>The document must not be run as it stands.</summary>
    Error,
}
