using System.Collections.Immutable;
using Procfile.Core.Commands.Words;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>A command ready to execute.</summary>
/// <remarks>
/// <para>In both modes the program receives the variables through its environment. A value is never pasted into text that a shell
/// reads.</para>
/// <para>Direct mode leaves to the launcher what the shell does after expanding: looking up a name without a slash on the
/// <c>PATH</c> of the process, and running a file the kernel does not know (<c>ENOEXEC</c>) with the shell. A shell also sets
/// <c>PWD</c> and drops environment variables whose names are no shell names; direct mode passes the environment on untouched.</para>
/// </remarks>
public sealed record ExpandedCommand
{
    /// <summary>How to execute it: <see cref="CommandMode.Direct"/> or <see cref="CommandMode.Shell"/>, never Auto.</summary>
    public required CommandMode Mode { get; init; }

    /// <summary>The command with its tokens replaced and its variables as written.</summary>
    public required string Text { get; init; }

    /// <summary>What to execute, the program first. Empty when there is nothing that can be executed: see <see cref="Diagnostics"/>.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>In direct mode, the assignments before the command: variables to add to the environment, over all others, in order.</summary>
    /// <value>Default: empty. In shell mode the shell does it.</value>
    public ImmutableArray<KeyValuePair<string, string>> Assignments { get; init; } = [];

    /// <summary>
    /// What was noticed. The line is always 1. Columns count from 1 in <see cref="Text"/>, or in the command as given when a token is
    /// meant; <see cref="CommandPlaces"/> moves them to the place in the Procfile.
    /// </summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Why a shell is needed, when it is.</summary>
    /// <value>Default: null, in direct mode and when the shell was asked for.</value>
    public ShellNeed? ShellNeed { get; init; }

    /// <summary>Whether an error was found: the command cannot do what it says.</summary>
    public bool HasErrors => Diagnostics.Any(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>The variables of the process, for the display of a shell's command.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// The command as Cloud 66 documents it, <c>$NAME</c> replaced by its value: <c>sidekiq -e production</c>. The characters of the
    /// values are quoted, so that pasting the text in a shell runs nothing but the command.
    /// </summary>
    /// <returns>Text for people. To execute the command, use <see cref="Arguments"/>.</returns>
    public string ToDisplayString() =>
        Mode == CommandMode.Direct ? CommandDisplay.OfArguments(Assignments, Arguments) : CommandDisplay.OfText(Text, Variables);
}
