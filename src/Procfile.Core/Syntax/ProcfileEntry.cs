using System.Text;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax;

/// <summary>
/// One <c>name: command</c> as a dialect reads it: a place in the document. Its text is decoded each time it is asked for.
/// </summary>
public readonly record struct ProcfileEntry
{
    private readonly SourceText _source;
    private readonly string? _name;
    private readonly string? _command;

    internal ProcfileEntry(
        SourceText source,
        int line,
        TextSpan nameSpan,
        TextSpan commandSpan,
        string? name = null,
        string? command = null)
    {
        _source = source;
        _name = name;
        _command = command;
        Line = line;
        NameSpan = nameSpan;
        CommandSpan = commandSpan;
    }

    /// <summary>The process type's name.</summary>
    public string Name => _name ?? _source.Decode(NameSpan);

    /// <summary>The command as the dialect hands it on.</summary>
    public string Command => _command ?? _source.Decode(CommandSpan);

    /// <summary>The physical line the entry begins on, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Where the name is written.</summary>
    public TextSpan NameSpan { get; }

    /// <summary>Where the command is written.</summary>
    public TextSpan CommandSpan { get; }

    /// <summary>The column the command begins at, counted from 1 in characters.</summary>
    public int CommandColumn => _source.Locate(CommandSpan.Start).Column;

    internal SourceText Source => _source;

    /// <summary>Whether there is no command.</summary>
    internal bool IsEmpty => (_command?.Length ?? CommandSpan.Length) == 0;

    internal ReadOnlySpan<byte> NameBytes => _source.Slice(NameSpan);

    /// <summary>The entry as one would write it: <c>web: bin/server</c>.</summary>
    public override string ToString() => $"{Name}: {Command}";

    /// <summary>Whether the entry has this name. ASCII, as names are, is compared where it is written.</summary>
    internal bool IsNamed(string name) => _name is null && Ascii.IsValid(name) ? Ascii.Equals(NameBytes, name) : Name == name;

    internal ProcfileEntry Named(string name) => new(_source, Line, NameSpan, CommandSpan, name, _command);

    internal ProcfileEntry WithCommandOf(ProcfileEntry other) =>
        new(_source, Line, NameSpan, other.CommandSpan, _name, other._command);
}
