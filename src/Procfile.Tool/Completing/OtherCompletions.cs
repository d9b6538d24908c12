using System.CommandLine.Completions;
using Procfile.Core.Launching;
using Procfile.Core.Syntax;

namespace Procfile.Tool.Completing;

/// <summary>Words that the command line knows by itself.</summary>
internal static class OtherCompletions
{
    /// <summary>Signals that people send to services.</summary>
    internal static IReadOnlyCollection<string> CommonSignals { get; } =
        [.. new[] { "HUP", "INT", "QUIT", "USR1", "USR2", "TERM", "KILL", "CONT", "STOP", "WINCH", "TTIN", "TTOU", "ALRM" }.Where(name => ProcessSignal.TryParse(name, out _))];

    internal static Func<CompletionContext, IEnumerable<string>> Signals { get; } = _ => CommonSignals;

    internal static Func<CompletionContext, IEnumerable<string>> Dialects { get; } =
        _ => ProcfileDialect.All.Select(dialect => dialect.Name);
}
