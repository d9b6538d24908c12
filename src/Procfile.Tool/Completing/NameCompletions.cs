using System.CommandLine;
using System.CommandLine.Completions;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Syntax;
using Procfile.Tool.Control;
using Procfile.Tool.Input;

namespace Procfile.Tool.Completing;

/// <summary>The names that a word of the command line may be completed to: those of a running <c>start</c>, else those of the Procfile.</summary>
internal static class NameCompletions
{
    /// <summary>Somebody waits with a finger on the key.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    internal static Func<CompletionContext, IEnumerable<string>> OfTypes { get; } =
        context => Types(context.ParseResult);

    internal static Func<CompletionContext, IEnumerable<string>> OfTypesAndProcesses { get; } =
        context => Look(context.ParseResult) is { } snapshot
            ? [.. snapshot.Types.Select(type => type.Name), .. snapshot.Processes.Select(process => process.Name)]
            : TypesOfProcfile(context.ParseResult);

    /// <summary><c>web=</c>, to be followed by a number.</summary>
    internal static Func<CompletionContext, IEnumerable<string>> OfFormation { get; } =
        context => Types(context.ParseResult).Select(type => $"{type}=");

    /// <summary>Types of the Procfile alone, for commands that talk to nobody.</summary>
    internal static Func<CompletionContext, IEnumerable<string>> OfProcfile { get; } =
        context => TypesOfProcfile(context.ParseResult);

    /// <summary>The same, each to be followed by a number.</summary>
    internal static Func<CompletionContext, IEnumerable<string>> OfProcfileFormation { get; } =
        context => TypesOfProcfile(context.ParseResult).Select(type => $"{type}=");

    private static IEnumerable<string> Types(ParseResult parsed) =>
        Look(parsed)?.Types.Select(type => type.Name) ?? TypesOfProcfile(parsed);

    private static SnapshotJson? Look(ParseResult parsed)
    {
        try
        {
            IReadOnlyList<string> places = SocketPath.ToAsk(parsed);
            if (places.Count == 0)
                return null;
            using var client = new ControlClient(new SupervisorSocket(places, isNamed: parsed.ValueOf(SharedOptions.Socket) is not null));
            using var patience = new CancellationTokenSource(Patience);
            return client.GetSnapshotAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is ControlFailure or OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> TypesOfProcfile(ParseResult parsed)
    {
        // Standard input is the terminal, where nobody has typed a Procfile yet.
        if (parsed.GetValue(SharedOptions.File) == FoundProcfile.StandardInput || FoundProcfile.Find(parsed) is not { } path || !File.Exists(path))
            return [];
        try
        {
            return [.. ProcfileDocument.Parse(File.ReadAllBytes(path)).Reading.Entries.Select(entry => entry.Name)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
