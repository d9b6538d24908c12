using System.Globalization;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Says in words why a process is not as it should be.</summary>
internal static class ProcessProblem
{
    /// <summary>The problem; null when there is none.</summary>
    internal static string? Of(ProcessLife life) => life.State switch
    {
        ProcessState.Failed => life.GaveUpBecause,
        ProcessState.Stuck => "KILL was sent and something still lives",
        ProcessState.Starting when life.NotReadyBecause is { } reason => $"not ready: {reason}",
        ProcessState.Starting when life.ReadyDue is not null => "not ready yet",
        ProcessState.Running when life.CrashLooping => LastEnd(life),
        ProcessState.Backoff or ProcessState.Waiting or ProcessState.Spawning => LastEnd(life),
        _ => null,
    };

    private static string? LastEnd(ProcessLife life)
    {
        if (life.LastFailure is { } failure)
            return failure.Message;
        if (life.ConsecutiveFailures == 0 || life.LastExit is not { } exit)
            return null;
        string end = life.Cause == EndCause.NotReady ? "was not ready in time" : $"ended with {exit}";
        return life.ConsecutiveFailures == 1 ? end : string.Create(CultureInfo.InvariantCulture, $"{end}, {life.ConsecutiveFailures} times in a row");
    }
}
