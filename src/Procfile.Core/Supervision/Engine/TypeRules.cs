namespace Procfile.Core.Supervision.Engine;

/// <summary>What holds for the processes of a type: its options, else the supervisor's, else the defaults. A reload replaces it as a whole.</summary>
internal sealed record TypeRules
{
    internal required ProcessType Definition { get; init; }

    /// <summary>Says what each process runs.</summary>
    internal required ProcessPlan Plan { get; init; }

    internal required IRestartPolicy Policy { get; init; }

    internal required StopSequence StopSequence { get; init; }

    internal required ExitBehavior OnExit { get; init; }

    internal IReadinessProbe? Readiness { get; init; }

    internal TimeSpan ReadinessLimit { get; init; } = ProcessTypeOptions.UsualReadinessLimit;

    internal RestartMode RestartMode { get; init; }

    internal Launching.ProcessSignal? RestartSignal { get; init; }

    internal bool RestartOnReload { get; init; } = true;

    internal string? Label { get; init; }

    internal static TypeRules For(ProcessType type, ProcessPlan plan)
    {
        SupervisorOptions options = plan.Options;
        ProcessTypeOptions own = options.FindOptionsFor(type.Name) ?? new ProcessTypeOptions();
        ExitBehavior onExit = own.OnExit ?? options.OnExit;
        IRestartPolicy policy = own.RestartPolicy ?? options.RestartPolicy;
        if (onExit is ExitBehavior.StopAll or ExitBehavior.Ignore)
            policy = policy is RestartPolicy known ? known with { Condition = RestartCondition.Never } : RestartPolicy.Never;
        return new TypeRules
        {
            Definition = type,
            Plan = plan,
            Policy = policy,
            StopSequence = own.StopSequence ?? options.StopSequence ?? StopSequence.ForCommand(type.Command) ?? StopSequence.Default,
            OnExit = onExit,
            Readiness = own.Readiness,
            ReadinessLimit = own.ReadinessLimit == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : own.ReadinessLimit,
            RestartMode = own.RestartMode,
            RestartSignal = own.RestartSignal,
            RestartOnReload = own.RestartOnReload,
            Label = own.Label,
        };
    }
}
