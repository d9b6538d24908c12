namespace Procfile.Core.Supervision;

/// <summary>How long to wait before each restart in a row: at once, then 0.5 s doubling to 60 s, with jitter inside the cap.</summary>
/// <remarks>
/// A single crash costs milliseconds; a crash loop makes at most 87 starts an hour. The cap is Docker's and the Kubernetes
/// alpha's 60 s; jitter spreads the restarts of many processes that lost the same database, and never exceeds the cap.
/// </remarks>
public sealed record Backoff
{
    /// <summary>The backoff of <see cref="RestartPolicy.Always"/>.</summary>
    public static Backoff Default { get; } = new();

    /// <summary>Whether the first restart after a stable time is immediate.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool FirstAtOnce { get; init; } = true;

    /// <summary>The first delay that is not zero.</summary>
    /// <value>Default: 0.5 s.</value>
    public TimeSpan Initial { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>What each delay is multiplied with to get the next.</summary>
    /// <value>Default: 2.</value>
    public double Factor { get; init; } = 2;

    /// <summary>The longest delay, jitter included.</summary>
    /// <value>Default: 60 s.</value>
    public TimeSpan Cap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>By what share at most a delay is shortened at random.</summary>
    /// <value>Default: 0.25.</value>
    public double Jitter { get; init; } = 0.25;

    /// <summary>The delay before a restart.</summary>
    /// <param name="failures">How often in a row the process has ended, this time included: 1 for the first time.</param>
    /// <param name="random">A number from 0 up to 1.</param>
    public TimeSpan Delay(int failures, double random)
    {
        int exponent = failures - (FirstAtOnce ? 2 : 1);
        if (exponent < 0)
            return TimeSpan.Zero;
        // Compared as doubles: the power passes what a TimeSpan holds long before the count of failures ends.
        double seconds = Math.Min(Initial.TotalSeconds * Math.Pow(Factor, exponent), Cap.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (1 - (Jitter * random)));
    }
}
