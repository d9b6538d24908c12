using System.Collections.Immutable;
using System.Text;
using Procfile.Core.Bytes;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>A <c>.env</c> file being read: its text, the variables so far, and what was noticed.</summary>
internal sealed class EnvReading
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly List<DotEnvVariable> _variables = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly DotEnvDialect _dialect;
    private int[]? _lineStarts;
    private int _broughtIn;
    private bool _isLimitReported;

    internal EnvReading(SourceText source, DotEnvDialect dialect, DotEnvOptions options)
    {
        Source = source;
        _dialect = dialect;
        Options = options;
        // A tool sees the bytes as they are; only Union understands UTF-16 and passes over the byte order mark.
        var bytes = dialect.Grammar.DecodesMarks ? source.Bytes.AsSpan(source.MarkLength) : source.Raw.Bytes;
        Text = dialect.Grammar.KeepsInvalidBytes ? RawText.Decode(bytes) : Encoding.UTF8.GetString(bytes);
    }

    internal SourceText Source { get; }

    internal DotEnvOptions Options { get; }

    internal string Text { get; }

    internal string Tool => _dialect.Tool;

    internal bool IsRefused { get; private set; }

    internal ImmutableArray<DotEnvVariable> Variables => [.. _variables];

    internal ImmutableArray<Diagnostic> Diagnostics => [.. _diagnostics.OrderBy(one => one.Line).ThenBy(one => one.Column)];

    internal void Set(string name, string value, int offset) => SetInLine(name, value, Locate(offset).Line);

    internal void SetInLine(string name, string value, int line)
    {
        if (name.Length == 0)
            return;
        _values[name] = value;
        _variables.Add(new DotEnvVariable(Rejoined(name), Rejoined(value), line));
        if (_broughtIn > DotEnvOptions.LongestReferences && !_isLimitReported)
            ReportLimit(line);
    }

    /// <summary>Counts the text that a reference brings in.</summary>
    /// <returns>Whether it may. Once the file has had its share, a reference stays as it is written.</returns>
    internal bool TryBringIn(string? text)
    {
        _broughtIn = (int)Math.Min(int.MaxValue, _broughtIn + (long)(text?.Length ?? 0));
        return _broughtIn <= DotEnvOptions.LongestReferences;
    }

    /// <summary>A variable the file has set so far.</summary>
    internal string? Find(string name) => _values.GetValueOrDefault(name);

    internal string? FindOuter(string name) => Options.OuterVariables?.GetValueOrDefault(name);

    internal void Warn(string id, int offset, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning)
    {
        var (line, column) = Locate(offset);
        _diagnostics.Add(new Diagnostic(id, severity, line, column, message));
    }

    /// <summary>The tool gives up. What it has read so far counts only if it says so.</summary>
    internal void Refuse(string id, int offset, string message, bool keepsVariables = false)
    {
        IsRefused = true;
        if (!keepsVariables)
        {
            _variables.Clear();
            _values.Clear();
        }

        Warn(id, offset, $"{Tool} {message}", DiagnosticSeverity.Error);
    }

    internal void RequireUtf8()
    {
        if (!System.Text.Unicode.Utf8.IsValid(Source.Raw.Bytes))
            Refuse("PF0102", 0, "stops at bytes that are no UTF-8. Save the file as UTF-8");
    }

    /// <summary>The offset at which a line begins.</summary>
    internal int OffsetOfLine(int line)
    {
        _lineStarts ??= FindLineStarts(Text);
        return _lineStarts[Math.Clamp(line - 1, 0, _lineStarts.Length - 1)];
    }

    /// <summary>Bytes that a tool has put side by side may be a character now.</summary>
    private static string Rejoined(string text) => RawText.HoldsRaw(text) ? RawText.Decode(RawText.Encode(text)) : text;

    private void ReportLimit(int line)
    {
        _isLimitReported = true;
        Warn(
            "PF0817",
            OffsetOfLine(line),
            "References, or names of nested JSON, make more text up to here than any process can be given; from here on they are left as written. Shorten the values",
            DiagnosticSeverity.Error);
    }

    private (int Line, int Column) Locate(int offset)
    {
        _lineStarts ??= FindLineStarts(Text);
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var position = 0; text.IndexOf('\n', position) is >= 0 and var feed; position = feed + 1)
            starts.Add(feed + 1);
        return [.. starts];
    }
}
