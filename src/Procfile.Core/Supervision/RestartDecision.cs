namespace Procfile.Core.Supervision;

/// <summary>What follows the end of a process.</summary>
public readonly record struct RestartDecision
{
    private RestartDecision(TimeSpan? delay, string? reason) => (Delay, Reason) = (delay, reason);

    /// <summary>How long to wait before the process is started again; null when it is not.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Why the process is given up; null when it is started again or has completed.</summary>
    public string? Reason { get; }

    /// <summary>The process has done what it was for and is not started again.</summary>
    public static RestartDecision Complete => default;

    /// <summary>The process is started again.</summary>
    /// <param name="delay">After how long.</param>
    public static RestartDecision RestartAfter(TimeSpan delay) => new(delay < TimeSpan.Zero ? TimeSpan.Zero : delay, null);

    /// <summary>The process is not started again, and that is a failure.</summary>
    /// <param name="reason">Why, for people.</param>
    public static RestartDecision GiveUp(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return new RestartDecision(null, reason);
    }
}
