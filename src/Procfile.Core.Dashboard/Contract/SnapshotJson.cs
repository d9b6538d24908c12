using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Contract;

// What other programs may rely on: names, order, and that every property is there, null or not. Names of states, events and modes are
// those of the library, beginning with a small letter.

/// <summary>The overall view: <c>GET api/snapshot</c>, and <c>procfile ps --json</c>.</summary>
/// <param name="Version">Grows with every change.</param>
/// <param name="Health">The health of the process that is worst off.</param>
/// <param name="Processes">The processes, by type and number.</param>
/// <param name="Types">The process types, in the Procfile's order.</param>
internal sealed record SnapshotJson(long Version, ProcessHealth Health, IReadOnlyList<ProcessJson> Processes, IReadOnlyList<TypeJson> Types);

/// <summary>One process at one moment.</summary>
/// <param name="Name">The name: <c>web.1</c>.</param>
/// <param name="Type">The type's name: <c>web</c>.</param>
/// <param name="Index">The number within the type, from 1.</param>
/// <param name="State">Where the process stands.</param>
/// <param name="Pid">The process id, while there is one.</param>
/// <param name="Port">The port the process was given.</param>
/// <param name="UniqueInt">The unique integer the process was given.</param>
/// <param name="StartedAt">When the running process was started.</param>
/// <param name="Restarts">How often it was started again.</param>
/// <param name="LastExit">How it last ended; null when it has not.</param>
/// <param name="NextRestartAt">When it is started again, in backoff.</param>
/// <param name="CpuPercent">Processor time of it and what it has started, 100 for one processor kept busy; null when unknown.</param>
/// <param name="ResidentBytes">Memory of it and what it has started; null when unknown.</param>
/// <param name="Health">Whether it is as it should be.</param>
/// <param name="Wanted">Whether it shall run.</param>
/// <param name="StandIn">Whether it is one more than are wished, while others of its type are replaced.</param>
/// <param name="Problem">What is wrong, for people; null when nothing is.</param>
internal sealed record ProcessJson(
    string Name,
    string Type,
    int Index,
    ProcessState State,
    int? Pid,
    int? Port,
    int? UniqueInt,
    DateTimeOffset? StartedAt,
    int Restarts,
    ExitJson? LastExit,
    DateTimeOffset? NextRestartAt,
    double? CpuPercent,
    long? ResidentBytes,
    ProcessHealth Health,
    bool Wanted,
    bool StandIn,
    string? Problem);

/// <summary>How a process ended: by a code, by a signal (<c>KILL</c>), or nobody knows.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Signal">The signal's name, or its number when it has none.</param>
internal sealed record ExitJson(int? Code, string? Signal);

/// <summary>One process type at one moment.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Count">How many processes are wished; while it is paused, how many there will be again.</param>
/// <param name="Paused">Whether it is paused.</param>
/// <param name="Label">What people call it; null: its name.</param>
/// <param name="Rolling">Whether its processes are being replaced one after the other.</param>
/// <param name="Problem">Why the last rolling restart was broken off; null when it was not.</param>
internal sealed record TypeJson(string Name, int Count, bool Paused, string? Label, bool Rolling, string? Problem);
