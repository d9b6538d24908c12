using System.Collections.Immutable;
using System.Text;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

/// <summary>
/// A Procfile as written: every physical line, also the broken ones. What the lines mean is a second step,
/// <see cref="Read(ProcfileDialect, ProcfileReadOptions?)"/>. A document never changes; edits give a new one.
/// </summary>
/// <example>
/// <code>
/// var document = ProcfileDocument.Parse("web: bin/server\nworker: bin/jobs\n");
/// foreach (var entry in document.Entries)
///     Console.WriteLine($"{entry.Name} runs {entry.Command}");
/// </code>
/// </example>
public sealed partial class ProcfileDocument
{
    private readonly SourceText _source;
    private readonly string? _text;
    private ProcfileReading? _reading;

    private ProcfileDocument(SourceText source, ProcfileDialect dialect, string? text = null)
    {
        _source = source;
        _text = text;
        Dialect = dialect;
        Lines = new ProcfileLineList(source);
    }

    /// <summary>The dialect of <see cref="Reading"/>.</summary>
    /// <value><see cref="ProcfileDialect.Portable"/></value>
    public ProcfileDialect Dialect { get; }

    /// <summary>Every physical line.</summary>
    public ProcfileLineList Lines { get; }

    /// <summary>The bytes of the document, exactly as given.</summary>
    public ReadOnlyMemory<byte> Bytes => _source.Original;

    /// <summary>The document by its own dialect. Worked out when first asked for.</summary>
    public ProcfileReading Reading => _reading ??= Read(Dialect);

    /// <summary>The entries by the document's own dialect.</summary>
    public ImmutableArray<ProcfileEntry> Entries => Reading.Entries;

    /// <summary>What there is to know about the document, by its own dialect.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Reading.Diagnostics;

    /// <summary>Takes a text for a Procfile. Any text is one: what is wrong with it is in <see cref="Diagnostics"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">The dialect of <see cref="Reading"/>; Portable when left out.</param>
    public static ProcfileDocument Parse(string text, ProcfileDialect? dialect = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        // A lone surrogate has no UTF-8; only then is the text itself worth keeping.
        var isExact = bytes.AsSpan().IndexOf("\uFFFD"u8) < 0 || Encoding.UTF8.GetString(bytes) == text;
        return new ProcfileDocument(SourceText.From(bytes), dialect ?? ProcfileDialect.Portable, isExact ? null : text);
    }

    /// <summary>Takes bytes for a Procfile: UTF-8, or UTF-16 with a byte order mark. Any bytes are one, also invalid ones.</summary>
    /// <param name="utf8">The bytes. They are copied.</param>
    /// <param name="dialect">The dialect of <see cref="Reading"/>; Portable when left out.</param>
    public static ProcfileDocument Parse(ReadOnlySpan<byte> utf8, ProcfileDialect? dialect = null) =>
        new(SourceText.From(utf8.ToArray()), dialect ?? ProcfileDialect.Portable);

    /// <summary>Reads the document as a tool would.</summary>
    /// <param name="dialect">The tool's dialect.</param>
    /// <param name="options">How the Portable dialect settles what tools do differently. Named dialects ignore it.</param>
    public ProcfileReading Read(ProcfileDialect dialect, ProcfileReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Rules.Read(_source, dialect, options ?? ProcfileReadOptions.Default);
    }

    /// <summary>Finds the entry of a process type by the document's own dialect.</summary>
    /// <param name="name">The process type, in its exact case.</param>
    /// <param name="entry">The entry found.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetEntry(string name, out ProcfileEntry entry) => Reading.TryGetEntry(name, out entry);

    /// <summary>The bytes of the document, exactly as given, in an array of its own.</summary>
    public byte[] ToBytes() => [.. _source.Original];

    /// <summary>The text of the document, a byte order mark included. Bytes that are no text become U+FFFD; <see cref="Bytes"/> has them.</summary>
    public override string ToString() => _text ?? Encoding.UTF8.GetString(_source.Bytes);
}
