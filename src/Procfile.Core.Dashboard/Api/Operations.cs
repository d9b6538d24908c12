using System.Collections.Immutable;
using Procfile.Core.Commands;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;

namespace Procfile.Core.Dashboard.Api;

/// <summary>What can be asked of a supervisor from outside, by name.</summary>
internal static class Operations
{
    /// <summary>Carries out what is asked for; what cannot be is refused before anything is done.</summary>
    /// <exception cref="RequestException">The request is wrong.</exception>
    internal delegate Task<OperationResult> Operation(ProcessSupervisor supervisor, RequestJson request, CancellationToken cancellation);

    private const string All = "*";

    private static readonly OperationResult Nothing = new([], [], []);

    internal static IReadOnlyDictionary<string, Operation> ByName { get; } = new Dictionary<string, Operation>(StringComparer.Ordinal)
    {
        ["start"] = (supervisor, request, cancellation) => Each(NamesOf(supervisor, request), name => supervisor.StartAsync(name, cancellation)),
        ["stop"] = Stop,
        ["restart"] = Restart,
        ["pause"] = (supervisor, request, cancellation) => Each(TypesOf(supervisor, request), type => supervisor.PauseAsync(type, cancellation)),
        ["resume"] = (supervisor, request, cancellation) => Each(TypesOf(supervisor, request), type => supervisor.ResumeAsync(type, cancellation)),
        ["signal"] = Signal,
        ["scale"] = Scale,
    };

    private static Task<OperationResult> Stop(ProcessSupervisor supervisor, RequestJson request, CancellationToken cancellation)
    {
        TimeSpan limit = request.WithinSeconds switch
        {
            null => Timeout.InfiniteTimeSpan,
            >= 0 and < int.MaxValue / 1000 => TimeSpan.FromSeconds(request.WithinSeconds.Value),
            _ => throw RequestException.Wrong("withinSeconds is a number of seconds, 0 or more."),
        };
        IReadOnlyList<string> names = NamesOf(supervisor, request);
        // To stop all is to end the run; what is stopped by name can be started again.
        return names.Contains(All) ? supervisor.StopAsync(limit, cancellation) : Each(names, name => supervisor.StopAsync(name, limit, cancellation));
    }

    private static Task<OperationResult> Restart(ProcessSupervisor supervisor, RequestJson request, CancellationToken cancellation) =>
        Each(NamesOf(supervisor, request), name => request.Mode is { } mode
            ? supervisor.RestartAsync(name, mode, cancellation)
            : supervisor.RestartAsync(name, cancellation));

    private static Task<OperationResult> Signal(ProcessSupervisor supervisor, RequestJson request, CancellationToken cancellation)
    {
        if (!ProcessSignal.TryParse(request.Signal, out ProcessSignal signal))
            throw RequestException.Wrong($"signal is a signal's name or number, such as USR1, not \"{request.Signal}\".");
        return Each(NamesOf(supervisor, request), async name =>
        {
            await supervisor.SignalAsync(name, signal).WaitAsync(cancellation).ConfigureAwait(false);
            return Nothing with { Processes = [.. supervisor.GetSnapshot().Processes.Where(process => Fits(name, process))] };
        });
    }

    private static Task<OperationResult> Scale(ProcessSupervisor supervisor, RequestJson request, CancellationToken cancellation)
    {
        if (!ScaleRequest.TryParseAll(request.Formation ?? "", out ImmutableArray<ScaleRequest> changes, out ImmutableArray<Diagnostic> problems))
            throw RequestException.Wrong($"formation says what changes, such as \"worker=+1,web=3\", not \"{request.Formation}\": {string.Join(" ", problems.Select(problem => problem.Message))}");
        _ = TypesOf(supervisor, request with { Names = [.. changes.Select(change => change.Type)] });
        return supervisor.ScaleAsync(changes, cancellation);
    }

    /// <summary>Everything at once, as one request.</summary>
    private static async Task<OperationResult> Each(IReadOnlyList<string> names, Func<string, Task<OperationResult>> operation)
    {
        OperationResult[] results = await Task.WhenAll(names.Select(operation)).ConfigureAwait(false);
        return results is [var single] ? single : new OperationResult(
            [.. results.SelectMany(result => result.Processes).DistinctBy(process => process.Name)],
            [.. results.SelectMany(result => result.Added).Distinct()],
            [.. results.SelectMany(result => result.Removed).Distinct()])
        {
            Problem = string.Join("; ", results.Select(result => result.Problem).OfType<string>()) is { Length: > 0 } problems ? problems : null,
        };
    }

    /// <summary>Processes and types, each of which there is.</summary>
    private static IReadOnlyList<string> NamesOf(ProcessSupervisor supervisor, RequestJson request)
    {
        SupervisorSnapshot snapshot = supervisor.GetSnapshot();
        return Check(request, snapshot, name => snapshot.Processes.Any(process => Fits(name, process)));
    }

    /// <summary>Types, each of which there is.</summary>
    private static IReadOnlyList<string> TypesOf(ProcessSupervisor supervisor, RequestJson request) =>
        Check(request, supervisor.GetSnapshot(), static _ => false);

    private static IReadOnlyList<string> Check(RequestJson request, SupervisorSnapshot snapshot, Func<string, bool> isProcess)
    {
        if (request.Names is not { Count: > 0 } names || names.Any(string.IsNullOrEmpty))
            throw RequestException.Wrong("names is a list of types or processes, such as [\"worker\", \"web.1\"]; [\"*\"] is all.");
        ImmutableArray<TypeSnapshot> types = snapshot.Types;
        return names.FirstOrDefault(name => !types.Any(type => ProcessNames.Matches(name, type.Name)) && !isProcess(name)) is { } unknown
            ? throw new RequestException("Unknown name", 404, $"There is no \"{unknown}\": the process types are {string.Join(", ", types.Select(type => type.Name))}.")
            : names;
    }

    private static bool Fits(string name, ProcessSnapshot process) =>
        ProcessNames.Matches(name, process.Type) || ProcessNames.Matches(name, process.Name);
}
