namespace Procfile.Core.Syntax;

/// <summary>How the values of a <c>.env</c> file are worked out.</summary>
public sealed record DotEnvOptions
{
    /// <summary>The options with every default.</summary>
    public static DotEnvOptions Default { get; } = new();

    /// <summary>
    /// How many characters the references of one file may bring into its values, whatever the grammar: 6,291,456. Linux
    /// gives a process no more bytes of arguments and variables than that (execve(2)), and <c>A=$A$A</c>, repeated, would double without
    /// end. From the reference that exceeds it on, references stay as they are written, and PF0817 is an error. The names of nested JSON count likewise,
    /// and so does what shoreman's <c>A+=</c> appends to.
    /// </summary>
    public const int LongestReferences = 6 * 1024 * 1024;

    /// <summary>
    /// Whether <c>$A</c>, <c>${A}</c> and <c>${A:-d}</c> outside of single quotes are replaced in the Union grammar.
    /// The grammars of tools do what their tool does, whatever is set here.
    /// </summary>
    /// <value><see langword="false"/>, as foreman, honcho and node-foreman do it</value>
    public bool Interpolate { get; init; }

    /// <summary>The variables that a reference finds when the file has not set them before: the process environment, usually.</summary>
    /// <value><see langword="null"/>: there are none</value>
    public IReadOnlyDictionary<string, string>? OuterVariables { get; init; }
}
