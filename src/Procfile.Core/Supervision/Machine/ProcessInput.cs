using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Machine;

/// <summary>What can happen to a process: requests, what the launcher reports, and the passing of time.</summary>
internal abstract record ProcessInput
{
    internal sealed record Start : ProcessInput
    {
        internal static Start Instance { get; } = new();
    }

    /// <param name="KillBy">When KILL comes at the latest, whatever the stop sequence says.</param>
    internal sealed record Stop(TimeSpan KillBy) : ProcessInput
    {
        internal static Stop Instance { get; } = new(TimeSpan.MaxValue);
    }

    internal sealed record Restart : ProcessInput
    {
        internal static Restart Instance { get; } = new();
    }

    /// <summary>As <see cref="Restart"/>; what is being started just now is old already.</summary>
    internal sealed record Renew : ProcessInput
    {
        internal static Renew Instance { get; } = new();
    }

    /// <summary>Have the process restart itself, if it runs.</summary>
    internal sealed record RestartBySignal(ProcessSignal Value) : ProcessInput;

    /// <summary>Stop without asking.</summary>
    internal sealed record Kill : ProcessInput
    {
        internal static Kill Instance { get; } = new();
    }

    /// <summary>It is the process's turn to start.</summary>
    internal sealed record Turn : ProcessInput
    {
        internal static Turn Instance { get; } = new();
    }

    internal sealed record Tick : ProcessInput
    {
        internal static Tick Instance { get; } = new();
    }

    internal sealed record Launched(int Incarnation) : ProcessInput;

    internal sealed record Ready(int Incarnation) : ProcessInput;

    /// <summary>Not ready so far, and why.</summary>
    internal sealed record NotReady(int Incarnation, string Reason) : ProcessInput;

    internal sealed record LaunchFailed(int Incarnation, LaunchFailure Failure) : ProcessInput;

    internal sealed record Exited(int Incarnation, ProcessExit Exit) : ProcessInput;

    internal sealed record Swept(int Incarnation, int Survivors) : ProcessInput;
}
