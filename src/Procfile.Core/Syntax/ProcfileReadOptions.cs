namespace Procfile.Core.Syntax;

/// <summary>
/// How the Portable reading settles what tools do differently. A named dialect reads exactly as its tool does and
/// knows no options.
/// </summary>
public sealed record ProcfileReadOptions
{
    /// <summary>The options with every default.</summary>
    public static ProcfileReadOptions Default { get; } = new();

    /// <summary>
    /// Whether anything that a tool could read differently is an error: what remains is read the same by Heroku's
    /// Cloud Native Buildpack and by procfile-util in strict mode.
    /// </summary>
    /// <value><see langword="false"/></value>
    public bool Strict { get; init; }

    /// <summary>What a name that occurs more than once means.</summary>
    /// <value><see cref="DuplicatePolicy.Error"/></value>
    public DuplicatePolicy Duplicates { get; init; }

    /// <summary>What <c> # text</c> behind a command means.</summary>
    /// <value><see cref="InlineComments.Keep"/></value>
    public InlineComments InlineComments { get; init; }

    /// <summary>What a name without a command means.</summary>
    /// <value><see cref="EmptyCommands.Ignore"/></value>
    public EmptyCommands EmptyCommands { get; init; }

    /// <summary>What a backslash at the end of a command means.</summary>
    /// <value><see cref="Continuation.None"/></value>
    public Continuation Continuation { get; init; }
}
