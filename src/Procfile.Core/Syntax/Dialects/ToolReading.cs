using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.Dialects;

/// <summary>One tool's reading in the making.</summary>
internal sealed class ToolReading(SourceText source, ProcfileDialect dialect)
{
    private readonly DiagnosticList _diagnostics = new(source);

    internal SourceText Source => source;

    internal string Tool => dialect.Tool;

    internal List<ProcfileEntry> Entries { get; private set; } = [];

    internal bool IsRefused { get; private set; }

    internal void Add(TextSpan name, TextSpan command, string? nameText = null, string? commandText = null) =>
        Entries.Add(new ProcfileEntry(source, source.LineIndexAt(name.Start) + 1, name, command, nameText, commandText));

    internal void Replace(List<ProcfileEntry> entries) => Entries = entries;

    internal void Warn(string id, int offset, string message) => _diagnostics.Add(id, DiagnosticSeverity.Warning, offset, message);

    /// <summary>The tool gives up: it has no entries at all.</summary>
    internal void Refuse(string id, int offset, string message)
    {
        IsRefused = true;
        Entries = [];
        _diagnostics.Add(id, DiagnosticSeverity.Error, offset, message);
    }

    internal ProcfileReading Finish() => new(dialect, [.. Entries], _diagnostics.ByPlace);
}
