using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Exporting;

/// <summary>What other supervisors understand of a restart policy.</summary>
internal sealed record RestartRule(RestartPolicy Policy)
{
    internal RestartCondition Condition => Policy.Condition;

    /// <summary>Exit codes besides 0 that mean success.</summary>
    internal IEnumerable<int> OtherSuccessCodes => Policy.SuccessCodes.Where(code => code != 0).Order();

    internal IEnumerable<int> SuccessCodes => Policy.SuccessCodes.Order();

    internal static RestartRule Of(TypeRules rules, ExportNotes notes)
    {
        string type = rules.Definition.Name;
        if (rules.Policy is not RestartPolicy known)
        {
            notes.Warn(type, "its restart policy is one of your own, which no other supervisor can ask: it is restarted always.");
            known = RestartPolicy.Always;
        }

        if (rules.OnExit is ExitBehavior.StopAll or ExitBehavior.StopAllWhenGivenUp)
            notes.Warn(type, "when it ends, the others go on: stopping everything is beyond the format.");
        return new RestartRule(known);
    }
}
