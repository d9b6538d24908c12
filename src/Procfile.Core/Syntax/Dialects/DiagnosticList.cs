using System.Collections.Immutable;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>Collects diagnostics by byte offset.</summary>
internal sealed class DiagnosticList(SourceText source)
{
    private readonly List<Diagnostic> _diagnostics = [];

    internal void Add(string id, DiagnosticSeverity severity, int offset, string message, DiagnosticFix? fix = null)
    {
        var (line, column) = source.Locate(offset);
        _diagnostics.Add(new Diagnostic(id, severity, line, column, message, fix));
    }

    internal ImmutableArray<Diagnostic> ByPlace() =>
        [.. _diagnostics.OrderBy(one => ((long)one.Line << 32) | (uint)one.Column)];
}
