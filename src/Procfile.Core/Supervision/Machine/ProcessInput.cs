using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Machine;

/// <summary>What can happen to a process: requests, what the launcher reports, and the passing of time.</summary>
internal abstract record ProcessInput
{
    internal sealed record Start : ProcessInput
    {
        internal static Start Instance { get; } = new();
    }

    internal sealed record Stop : ProcessInput
    {
        internal static Stop Instance { get; } = new();
    }

    internal sealed record Restart : ProcessInput
    {
        internal static Restart Instance { get; } = new();
    }

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

    internal sealed record LaunchFailed(int Incarnation, LaunchFailure Failure) : ProcessInput;

    internal sealed record Exited(int Incarnation, ProcessExit Exit) : ProcessInput;

    internal sealed record Swept(int Incarnation, int Survivors) : ProcessInput;
}
