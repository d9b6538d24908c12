using System.Collections.Frozen;
using System.Globalization;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>When a process that has ended is started again.</summary>
public enum RestartCondition
{
    /// <summary>Whatever the exit code: a web server that ends with code 0 is down all the same.</summary>
    Always,

    /// <summary>When it did not end with a success code.</summary>
    OnFailure,

    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>The built-in restart policy: a condition, a backoff, and if wished a limit.</summary>
public sealed record RestartPolicy : IRestartPolicy
{
    /// <summary>Starts the process again whenever it ends; the default. Never gives up.</summary>
    public static RestartPolicy Always { get; } = new();

    /// <summary>Starts the process again when it fails.</summary>
    public static RestartPolicy OnFailure { get; } = new() { Condition = RestartCondition.OnFailure };

    /// <summary>Leaves the process as it ended.</summary>
    public static RestartPolicy Never { get; } = new() { Condition = RestartCondition.Never };

    /// <summary>When to start again.</summary>
    /// <value>Default: <see cref="RestartCondition.Always"/>.</value>
    public RestartCondition Condition { get; init; }

    /// <summary>How long to wait.</summary>
    /// <value>Default: <see cref="Backoff.Default"/>.</value>
    public Backoff Backoff { get; init; } = Backoff.Default;

    /// <summary>Exit codes that mean success.</summary>
    /// <value>Default: 0 alone.</value>
    public IReadOnlySet<int> SuccessCodes { get; init; } = FrozenSet.Create(0);

    /// <summary>Exit codes after which the process is given up at once, as another start would not help: 78 is usual for a wrong configuration.</summary>
    /// <value>Default: none.</value>
    public IReadOnlySet<int> FatalCodes { get; init; } = FrozenSet<int>.Empty;

    /// <summary>How many restarts within <see cref="LimitWindow"/> are allowed before the process is given up.</summary>
    /// <value>Default: <see langword="null"/>, no limit. At most 63 can be told apart.</value>
    public int? Limit { get; init; }

    /// <summary>The time in which restarts count towards <see cref="Limit"/>.</summary>
    /// <value>Default: 1 hour.</value>
    public TimeSpan LimitWindow { get; init; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public RestartDecision Decide(in RestartArguments arguments)
    {
        bool success = !arguments.NotReadyInTime && arguments.Exit is { Code: { } code } && SuccessCodes.Contains(code);
        if (success && Condition != RestartCondition.Always)
            return RestartDecision.Complete;
        bool fatal = arguments.Exit is { Code: { } last } && FatalCodes.Contains(last);
        if (Condition == RestartCondition.Never || fatal)
            return RestartDecision.GiveUp(Describe(arguments));
        if (Limit is { } limit && EndsInWindow(arguments.Ends) > limit)
        {
            return RestartDecision.GiveUp(string.Create(
                CultureInfo.InvariantCulture, $"{Describe(arguments)}; {limit} restarts within {LimitWindow} are allowed"));
        }

        return RestartDecision.RestartAfter(Backoff.Delay(arguments.ConsecutiveFailures, arguments.Random));
    }

    private int EndsInWindow(IReadOnlyList<TimeSpan>? ends)
    {
        if (ends is not { Count: > 0 })
            return 0;
        TimeSpan oldest = ends[^1] - LimitWindow;
        return ends.Count(end => end >= oldest);
    }

    private static string Describe(in RestartArguments arguments) =>
        arguments.LaunchFailure?.Message ?? (arguments.NotReadyInTime ? "was not ready in time" : $"ended with {arguments.Exit ?? ProcessExit.Unknown}");
}
