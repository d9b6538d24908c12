using System.Collections.Immutable;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>The diagnostics of the Portable reading; in strict mode every disagreement among tools is an error.</summary>
internal sealed class PortableReport(SourceText source, ProcfileReadOptions options)
{
    private readonly DiagnosticList _diagnostics = new(source);

    internal ProcfileReadOptions Options => options;

    internal void Error(string id, int offset, string message, DiagnosticFix? fix = null) =>
        _diagnostics.Add(id, DiagnosticSeverity.Error, offset, message, fix);

    internal void Warning(string id, int offset, string message, DiagnosticFix? fix = null) =>
        _diagnostics.Add(id, Raised(DiagnosticSeverity.Warning), offset, message, fix);

    internal void Info(string id, int offset, string message, DiagnosticFix? fix = null) =>
        _diagnostics.Add(id, Raised(DiagnosticSeverity.Info), offset, message, fix);

    /// <summary>A hint about a name that is sound, and stays so in strict mode.</summary>
    internal void Hint(string id, int offset, string message) => _diagnostics.Add(id, DiagnosticSeverity.Info, offset, message);

    /// <summary>Whether a line feed stands at an offset.</summary>
    internal bool EndsLine(int offset) => offset < source.Bytes.Length && source.Bytes[offset] == (byte)'\n';

    internal ImmutableArray<Diagnostic> Finish() => _diagnostics.ByPlace();

    private DiagnosticSeverity Raised(DiagnosticSeverity severity) => options.Strict ? DiagnosticSeverity.Error : severity;
}
