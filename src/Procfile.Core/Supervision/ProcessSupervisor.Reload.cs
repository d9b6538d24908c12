using System.Collections.Immutable;
using Procfile.Core.Syntax;

namespace Procfile.Core.Supervision;

/// <content>Changed Procfiles.</content>
public sealed partial class ProcessSupervisor
{
    /// <summary>
    /// Takes a changed Procfile over: types that are new are started, those that are gone are stopped, those that have changed are
    /// restarted in their <see cref="ProcessTypeOptions.RestartMode"/>, and nothing else is touched. A Procfile with errors is refused.
    /// </summary>
    /// <param name="reading">The changed Procfile.</param>
    /// <param name="cancellationToken">Ends the wait, not the reload.</param>
    /// <returns>Ends when every change has been carried out.</returns>
    public Task<ReloadResult> ReloadAsync(ProcfileReading reading, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ImmutableArray<string> refusals = ReloadCheck.Find(reading);
        return refusals.IsEmpty
            ? ReloadAsync(new ProcessPlan(ProcessTypes.From(reading), _options), cancellationToken)
            : Task.FromResult(Refuse(refusals));
    }

    /// <summary>
    /// Takes over what another plan says: changed types, variables, options of types, formation. Numbers that were scaled to stay,
    /// unless the formation itself gives others. What belongs to the supervisor and not to a type stays as it was made: launcher, output,
    /// logs, clock. A plan by which a process could not be started is refused.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Ends the wait, not the reload.</param>
    /// <returns>Ends when every change has been carried out.</returns>
    public async Task<ReloadResult> ReloadAsync(ProcessPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<string> refusals = ReloadCheck.Find(plan);
        if (!refusals.IsEmpty)
            return Refuse(refusals);
        ImmutableArray<TypeChange> changes = [];
        OperationResult operation = await Do(operation => changes = _engine.Reload(operation, plan), cancellationToken).ConfigureAwait(false);
        return new ReloadResult { Changes = changes, Operation = operation };
    }

    /// <summary>Takes over a plan that was read, or refuses what is wrong with it.</summary>
    /// <param name="reading">What came of reading the plan.</param>
    /// <param name="cancellationToken">Ends the wait, not the reload.</param>
    /// <returns>Ends when every change has been carried out.</returns>
    public Task<ReloadResult> ReloadAsync(PlanReading reading, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.IsPlan ? ReloadAsync(reading.Plan, cancellationToken) : Task.FromResult(Refuse(reading.Problems));
    }

    /// <summary>Tells what <see cref="ReloadAsync(ProcessPlan, CancellationToken)"/> would do, and does nothing.</summary>
    /// <param name="plan">The plan.</param>
    public async Task<ReloadResult> PreviewReloadAsync(ProcessPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ImmutableArray<string> refusals = ReloadCheck.Find(plan);
        return refusals.IsEmpty
            ? new ReloadResult { Changes = await Ask(() => _engine.Compare(plan)).ConfigureAwait(false) }
            : new ReloadResult { Refusals = refusals };
    }

    private ReloadResult Refuse(ImmutableArray<string> refusals)
    {
        string text = string.Join("; ", refusals);
        SupervisorLog.ReloadRefused(_log, text);
        _thread.Mailbox.Post(() => _engine.Tell(SupervisorEventKind.ReloadRefused, text));
        return new ReloadResult { Refusals = refusals };
    }
}
