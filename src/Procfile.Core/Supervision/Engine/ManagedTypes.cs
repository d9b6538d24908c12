namespace Procfile.Core.Supervision.Engine;

/// <summary>Puts together what holds for each type: its options, else the supervisor's, else the defaults.</summary>
internal static class ManagedTypes
{
    internal static IReadOnlyList<ManagedType> From(IReadOnlyList<ProcessType> types, SupervisorOptions options)
    {
        return [.. types.Select(Make)];

        ManagedType Make(ProcessType type, int place)
        {
            options.Types.TryGetValue(type.Name, out ProcessTypeOptions? own);
            IRestartPolicy policy = own?.RestartPolicy ?? options.RestartPolicy;
            if (options.OnExit != ExitBehavior.Restart)
                policy = policy is RestartPolicy known ? known with { Condition = RestartCondition.Never } : RestartPolicy.Never;
            StopSequence stop = own?.StopSequence ?? options.StopSequence ?? StopSequence.ForCommand(type.Command) ?? StopSequence.Default;
            return new ManagedType(type, place, policy, stop) { NameOf = index => options.NameOf(type.Name, index), Wished = options.Formation?.Count(type.Name) ?? 1 };
        }
    }
}
