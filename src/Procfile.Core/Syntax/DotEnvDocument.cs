using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Procfile.Core.Syntax.EnvGrammars;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

/// <summary>A <c>.env</c> file as written, and the variables a dialect finds in it.</summary>
public sealed class DotEnvDocument
{
    private readonly SourceText _source;
    private readonly string? _text;
    private readonly Dictionary<string, DotEnvVariable> _byName;

    private DotEnvDocument(SourceText source, string? text, DotEnvDialect dialect, DotEnvOptions options)
    {
        _source = source;
        _text = text;
        Dialect = dialect;
        var reading = new EnvReading(source, dialect, options);
        dialect.Grammar.Read(reading);
        Variables = reading.Variables;
        Diagnostics = reading.Diagnostics;
        _byName = [];
        foreach (var variable in Variables)
            _byName[variable.Name] = variable;
    }

    /// <summary>Whose rules were applied.</summary>
    /// <value><see cref="DotEnvDialect.Union"/></value>
    public DotEnvDialect Dialect { get; }

    /// <summary>Every assignment in file order. Of equal names the last counts.</summary>
    public ImmutableArray<DotEnvVariable> Variables { get; }

    /// <summary>What there is to know about the file, by line.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Whether any diagnostic is an error: the tool would stop at this file, or load nothing of it.</summary>
    public bool HasErrors => Diagnostics.Any(one => one.Severity == DiagnosticSeverity.Error);

    /// <summary>The bytes of the file, exactly as given.</summary>
    public ReadOnlyMemory<byte> Bytes => _source.Original;

    /// <summary>Takes a text for a <c>.env</c> file. Any text is one: what is wrong with it is in <see cref="Diagnostics"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="dialect">Whose rules to apply; Union when left out.</param>
    /// <param name="options">How values are worked out.</param>
    public static DotEnvDocument Parse(string text, DotEnvDialect? dialect = null, DotEnvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = Encoding.UTF8.GetBytes(text);
        return new DotEnvDocument(SourceText.From(bytes), text, dialect ?? DotEnvDialect.Union, options ?? DotEnvOptions.Default);
    }

    /// <summary>Takes bytes for a <c>.env</c> file: UTF-8, or UTF-16 with a byte order mark. Any bytes are one, also invalid ones.</summary>
    /// <param name="utf8">The bytes. They are copied.</param>
    /// <param name="dialect">Whose rules to apply; Union when left out.</param>
    /// <param name="options">How values are worked out.</param>
    public static DotEnvDocument Parse(ReadOnlySpan<byte> utf8, DotEnvDialect? dialect = null, DotEnvOptions? options = null) =>
        new(SourceText.From(utf8.ToArray()), null, dialect ?? DotEnvDialect.Union, options ?? DotEnvOptions.Default);

    /// <summary>Finds the value of a variable.</summary>
    /// <param name="name">The variable, in its exact case.</param>
    /// <param name="value">The value of its last assignment.</param>
    /// <returns>Whether it is assigned.</returns>
    public bool TryGetValue(string name, [NotNullWhen(true)] out string? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        value = _byName.TryGetValue(name, out var variable) ? variable.Value : null;
        return value is not null;
    }

    /// <summary>The variables by name, each with the value of its last assignment.</summary>
    public Dictionary<string, string> ToDictionary() => _byName.ToDictionary(one => one.Key, one => one.Value.Value);

    /// <summary>The bytes of the file, exactly as given, in an array of its own.</summary>
    public byte[] ToBytes() => [.. _source.Original];

    /// <summary>The text of the file, a byte order mark included.</summary>
    public override string ToString() => _text ?? Encoding.UTF8.GetString(_source.Bytes);
}
