namespace Procfile.Core.Launching;

/// <summary>The times every launcher keeps to when it reads output.</summary>
public static class ProcessOutput
{
    /// <summary>How long nothing must come before a held-back line is given out.</summary>
    /// <value>250 ms: long enough for a program that writes a line in pieces, short enough for a prompt to be seen.</value>
    public static TimeSpan QuietPeriod { get; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a process's end may wait for its last output to be taken.</summary>
    /// <value>250 ms.</value>
    public static TimeSpan DrainPeriod { get; } = TimeSpan.FromMilliseconds(250);
}
