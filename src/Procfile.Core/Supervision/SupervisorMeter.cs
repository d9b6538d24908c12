namespace Procfile.Core.Supervision;

/// <summary>The names of what a supervisor measures, for those who collect it. Every instrument is tagged with <see cref="TypeTag"/>.</summary>
public static class SupervisorMeter
{
    /// <summary>The meter.</summary>
    public const string Name = "Procfile.Core";

    /// <summary>The process type's name.</summary>
    public const string TypeTag = "procfile.process.type";

    /// <summary>The process's state, of <see cref="Processes"/>: <c>running</c>.</summary>
    public const string StateTag = "procfile.process.state";

    /// <summary>How a process ended, of <see cref="Exits"/>: <c>code 1</c>, <c>signal KILL</c>.</summary>
    public const string ExitTag = "procfile.process.exit";

    /// <summary>Why a process could not be started, of <see cref="LaunchFailures"/>; see <see cref="Launching.LaunchFailureKind"/>.</summary>
    public const string ErrorTag = "error.type";

    /// <summary>Processes by type and state, in <c>{process}</c>.</summary>
    public const string Processes = "procfile.processes";

    /// <summary>How many processes of a type are wished, in <c>{process}</c>.</summary>
    public const string Wished = "procfile.processes.wished";

    /// <summary>Processes started, in <c>{process}</c>.</summary>
    public const string Starts = "procfile.process.starts";

    /// <summary>Processes ended, in <c>{process}</c>.</summary>
    public const string Exits = "procfile.process.exits";

    /// <summary>Starts that did not happen, in <c>{start}</c>.</summary>
    public const string LaunchFailures = "procfile.process.launch_failures";

    /// <summary>Restarts that the restart policy decided on, in <c>{restart}</c>.</summary>
    public const string Restarts = "procfile.process.restarts";

    /// <summary>Crash loops begun, in <c>{loop}</c>.</summary>
    public const string CrashLoops = "procfile.process.crash_loops";

    /// <summary>Processes given up, in <c>{process}</c>.</summary>
    public const string GivenUp = "procfile.process.given_up";

    /// <summary>Processes that KILL did not end, in <c>{process}</c>.</summary>
    public const string Stuck = "procfile.process.stuck";

    /// <summary>Processes found that an ended one had left behind, in <c>{process}</c>.</summary>
    public const string Leftovers = "procfile.process.leftovers";

    /// <summary>From the start of a process until it was ready, in <c>s</c>.</summary>
    public const string ReadyDuration = "procfile.process.ready.duration";

    /// <summary>From the first signal of a stop until nothing was left, in <c>s</c>.</summary>
    public const string StopDuration = "procfile.process.stop.duration";
}
