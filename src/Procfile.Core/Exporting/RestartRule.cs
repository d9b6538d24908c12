using Procfile.Core.Supervision;

namespace Procfile.Core.Exporting;

/// <summary>What other supervisors understand of a restart policy.</summary>
internal sealed record RestartRule(RestartPolicy Policy)
{
    internal RestartCondition Condition => Policy.Condition;

    /// <summary>Exit codes besides 0 that mean success.</summary>
    internal IEnumerable<int> OtherSuccessCodes => Policy.SuccessCodes.Where(code => code != 0).Order();

    internal IEnumerable<int> SuccessCodes => Policy.SuccessCodes.Order();

    internal static RestartRule Of(ProcessType type, SupervisorOptions options, ProcessTypeOptions? own, ExportNotes notes)
    {
        IRestartPolicy policy = own?.RestartPolicy ?? options.RestartPolicy;
        if (policy is not RestartPolicy known)
        {
            notes.Warn(type.Name, "its restart policy is one of your own, which no other supervisor can ask: it is restarted always.");
            known = RestartPolicy.Always;
        }

        if (options.OnExit == ExitBehavior.StopAll)
            notes.Warn(type.Name, "when it ends, the others go on: stopping everything is beyond the format.");
        return new RestartRule(options.OnExit == ExitBehavior.Restart ? known : known with { Condition = RestartCondition.Never });
    }
}
