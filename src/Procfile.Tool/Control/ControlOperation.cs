using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Control;

/// <summary>Something that a running <c>start</c> is asked to do: asked, waited for, told.</summary>
/// <param name="Name">The API's name for it.</param>
/// <param name="Request">The request.</param>
internal sealed record ControlOperation(string Name, RequestJson Request)
{
    private const int NotFound = 404, BadRequest = 400;

    /// <summary>Which processes it is about.</summary>
    internal required Func<ProcessJson, bool> Concerns { get; init; }

    /// <summary>What is wrong with its names, when they are the reason why it was refused.</summary>
    internal required Func<SnapshotJson, string?> FindWrongName { get; init; }

    /// <summary>What is said of a process that it took away.</summary>
    internal string Removed { get; init; } = "scaled away";

    /// <summary>Whether processes are replaced by new ones.</summary>
    internal bool Replaces { get; init; }

    /// <summary>Whether the supervisor may end by it, and with it the answer.</summary>
    internal bool MayEndAll { get; init; }

    /// <summary>Prints what it has come to, and tells the exit code; by default processes as they stand, 1 when one is not as it should be.</summary>
    internal Func<ResultJson, int>? Report { get; init; }

    internal async Task<int> RunAsync(ControlSession session)
    {
        bool showsProgress = ProgressLine.IsSeen;
        SnapshotJson? before = showsProgress && Replaces ? await session.Client.GetSnapshotAsync(session.Cancellation).ConfigureAwait(false) : null;
        Task<ResultJson> asking = session.Client.DoAsync(Name, Request, session.Cancellation);
        if (showsProgress)
            await new ProgressLine(session.Client, Concerns, before).ShowAsync(asking).ConfigureAwait(false);
        try
        {
            ResultJson result = await asking.ConfigureAwait(false);
            if (!session.Json)
                return (Report ?? PrintProcesses)(result);
            ContractOutput.Print(result);
            return CodeOf(result);
        }
        catch (OperationCanceledException) when (session.Cancellation.IsCancellationRequested)
        {
            Complaints.Say($"not waited for any longer: the {Name} goes on; procfile ps shows how far it is");
            return session.Interruption.Code;
        }
        catch (ControlFailure failure) when (failure.Problem is { Status: NotFound or BadRequest })
        {
            SnapshotJson snapshot = await session.Client.GetSnapshotAsync(session.Cancellation).ConfigureAwait(false);
            if (FindWrongName(snapshot) is { } wrong)
                return Complaints.Usage(TerminalText.Clean(wrong));
            throw;
        }
        catch (ControlFailure failure) when (MayEndAll && (failure.Kind == ControlFailureKind.BrokenOff || failure.Problem is { Status: 503 }))
        {
            await WaitForEndAsync(session, failure).ConfigureAwait(false);
            if (!session.Json)
                Console.Out.WriteLine("everything has ended");
            return ExitCodes.Fine;
        }
    }

    /// <summary>Of a supervisor that has ended nobody answers any more; one that does has broken off the answer for another reason.</summary>
    private static async Task WaitForEndAsync(ControlSession session, ControlFailure failure)
    {
        try
        {
            await session.Client.GetSnapshotAsync(session.Cancellation).ConfigureAwait(false);
        }
        catch (ControlFailure gone) when (gone.Kind is ControlFailureKind.NothingThere or ControlFailureKind.BrokenOff || gone.Problem is { Status: 503 })
        {
            return;
        }

        throw failure;
    }

    private int PrintProcesses(ResultJson result)
    {
        OperationReport.Print(result, Removed);
        return CodeOf(result);
    }

    private static int CodeOf(ResultJson result) =>
        result.Processes.Any(process => process.Health != ProcessHealth.Healthy) ? ExitCodes.Fault : ExitCodes.Fine;
}
