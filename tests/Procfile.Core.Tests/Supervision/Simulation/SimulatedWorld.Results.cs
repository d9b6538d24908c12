using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;
using Procfile.Core.Supervision.Machine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>Whoever waits is answered: not before it is true, and with what is true.</summary>
internal sealed partial class SimulatedWorld
{
    private readonly List<AskedFor> _operations = [];

    private void TakeResults()
    {
        for (int i = _operations.Count - 1; i >= 0; i--)
        {
            AskedFor asked = _operations[i];
            asked.Unsettled.RemoveAll(process => IsSettled(process.Life));
            asked.ToBeReplaced.RemoveAll(replaced => Model.Find(replaced.Process.Type.Name) is not { HasShrunk: false });
            if (!asked.Task.IsCompleted)
            {
                Require(!asked.WaitsForNoMore || asked.Unsettled.Count > 0, $"{asked.Text} waits although all it has changed is at rest");
                continue;
            }

            _operations.RemoveAt(i);
            Check(asked, asked.Task.GetAwaiter().GetResult());
        }
    }

    private void Check(AskedFor asked, OperationResult result)
    {
        string text = asked.Text;
        foreach (string problem in (result.Problem ?? "").Split("; ", StringSplitOptions.RemoveEmptyEntries))
        {
            // What a roll that was broken off has left unfinished is not waited for.
            string type = problem.Split('.')[0];
            Model.BreakOff(type);
            asked.Unsettled.RemoveAll(process => process.Type.Name == type);
        }

        Require(asked.Unsettled.Count == 0, $"{text} is answered before {string.Join(", ", asked.Unsettled.Select(process => process.Name))} have come to rest");
        Require(asked.Change is null || result.Added.SequenceEqual(asked.Change.Added), $"{text}: {string.Join(", ", result.Added)} are said to be added");
        Require(asked.Change is null || result.Removed.SequenceEqual(asked.Change.Removed), $"{text}: {string.Join(", ", result.Removed)} are said to be removed");
        if (!_setting.IsGentle)
            return;
        Require(result.Problem is null, $"{text}: {result.Problem}");
        foreach ((ManagedProcess process, int incarnation) in asked.ToBeReplaced)
            Require(process.Life.Incarnation > incarnation || !process.IsKept, $"{text} is answered before {process.Name} is replaced");
    }

    private static bool IsSettled(ProcessLife life) => life.State switch
    {
        ProcessState.Stuck => true,
        ProcessState.Stopped => !life.Wanted,
        ProcessState.Running or ProcessState.Backoff or ProcessState.Completed or ProcessState.Failed => life.Wanted,
        _ => false,
    };

    /// <summary>Something that somebody waits for.</summary>
    private sealed record AskedFor(Task<OperationResult> Task, string Text, WishedChange? Change)
    {
        /// <summary>Those that it is about and that have not been at rest since.</summary>
        internal List<ManagedProcess> Unsettled { get; init; } = [];

        /// <summary>Whether it is answered as soon as these are at rest.</summary>
        internal bool WaitsForNoMore { get; init; }

        /// <summary>Those that it shall replace, with the incarnation that ran.</summary>
        internal List<(ManagedProcess Process, int Incarnation)> ToBeReplaced { get; init; } = [];
    }
}
