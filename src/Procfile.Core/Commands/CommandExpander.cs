using System.Collections.Immutable;
using Procfile.Core.Commands.Words;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>Turns a command's text into what to execute.</summary>
/// <remarks>
/// <para>Direct execution covers quotes, backslashes, <c>$X</c>, <c>${X}</c>, <c>${X:-word}</c> and its siblings with <c>=</c>,
/// <c>?</c> and <c>+</c>, field splitting, comments, assignments before the command, and <c>exec</c> in front. Everything else goes to
/// the shell when the mode is Auto: operators, redirections, substitutions, builtins and reserved words, <c>~</c>, special parameters,
/// variables the shell makes itself, and every unquoted <c>* ? [</c>, also one in a value, because what it becomes depends on the
/// files in the directory.</para>
/// <para>An expander never throws on any command. It has no state and may be used by many threads.</para>
/// </remarks>
public sealed class CommandExpander
{
    /// <summary>How commands are executed.</summary>
    /// <value>Default: <see cref="CommandMode.Auto"/>.</value>
    public CommandMode Mode { get; init; } = CommandMode.Auto;

    /// <summary>
    /// The shell for commands that need one: a path, or a name to look up on the <c>PATH</c> of the process. It must understand
    /// <c>-c TEXT</c>. What is executed directly is expanded as POSIX sh and bash do it, whatever shell this is; with another, such as
    /// fish, set <see cref="Mode"/> to Shell.
    /// </summary>
    /// <value>Default: <c>/bin/sh</c>.</value>
    public string ShellPath { get; init; } = UsualShell;

    /// <summary>The shell of nearly every Procfile tool.</summary>
    internal const string UsualShell = "/bin/sh";

    /// <summary>The shell of the tool whose Procfile dialect this is.</summary>
    /// <param name="dialect">The Procfile dialect.</param>
    /// <returns><c>bash</c> for shoreman and Heroku's buildpack, else <c>/bin/sh</c>.</returns>
    public static string ShellFor(ProcfileDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect == ProcfileDialect.Shoreman || dialect == ProcfileDialect.HerokuCnb ? "bash" : UsualShell;
    }

    /// <summary>Expands one command.</summary>
    /// <param name="command">The text after the colon of an entry.</param>
    /// <param name="variables">The environment the process will get.</param>
    /// <param name="tokens">The values of <c>{{NAME}}</c>. <value>Default: none are known.</value></param>
    /// <returns>What to execute, with diagnostics in place of exceptions.</returns>
    public ExpandedCommand Expand(string command, IReadOnlyDictionary<string, string> variables, ITokenSource? tokens = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(variables);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var text = TokenReplacement.Replace(command, tokens, diagnostics);
        var nul = text.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            diagnostics.Add(CommandDiagnostics.NulInCommand(nul + 1));
            return new ExpandedCommand
            {
                Mode = Mode == CommandMode.Direct ? CommandMode.Direct : CommandMode.Shell,
                Text = text,
                Arguments = [],
                Diagnostics = diagnostics.ToImmutable(),
            };
        }

        if (Mode == CommandMode.Shell)
        {
            if (string.IsNullOrWhiteSpace(text)) diagnostics.Add(CommandDiagnostics.Empty());
            return InShell(text, variables, diagnostics, need: null);
        }

        return ExpandWords(text, variables, diagnostics);
    }

    private ExpandedCommand ExpandWords(
        string text, IReadOnlyDictionary<string, string> variables, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var reader = new ShellWordReader(text);
        var words = reader.ReadAll();
        if (reader.Unterminated is { } open) diagnostics.Add(CommandDiagnostics.Unterminated(open.What, open.Column));
        if (words.Count == 0) diagnostics.Add(CommandDiagnostics.Empty());

        if (Mode == CommandMode.Auto && reader.Need is { } early) return InShell(text, variables, diagnostics, early);

        // The shell may know better than we do which variables are set, so what expanding finds counts only without it.
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var command = DirectCommand.From(words, new WordExpansion(variables, found), variables);
        var need = reader.Need ?? command.Need;
        diagnostics.AddRange(Mode == CommandMode.Auto && need is not null
            ? found.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            : found);
        if (Mode == CommandMode.Auto && need is not null) return InShell(text, variables, diagnostics, need);

        if (need is not null && words.Count > 0) diagnostics.Add(CommandDiagnostics.NeedsShell(need));
        return new ExpandedCommand
        {
            Mode = CommandMode.Direct,
            Text = text,
            Arguments = command.Arguments,
            Assignments = command.Assignments,
            Diagnostics = diagnostics.ToImmutable(),
            ShellNeed = need,
        };
    }

    private ExpandedCommand InShell(
        string text,
        IReadOnlyDictionary<string, string> variables,
        ImmutableArray<Diagnostic>.Builder diagnostics,
        ShellNeed? need) => new()
        {
            Mode = CommandMode.Shell,
            Text = text,
            // A text that begins with '-' or '+' would be taken for an option of the shell; a blank in front changes nothing else.
            Arguments = [ShellPath, "-c", text is ['-' or '+', ..] ? " " + text : text],
            Diagnostics = diagnostics.ToImmutable(),
            ShellNeed = need,
            Variables = new Dictionary<string, string>(variables, StringComparer.Ordinal),
        };
}
