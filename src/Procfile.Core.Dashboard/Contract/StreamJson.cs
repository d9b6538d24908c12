using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Contract;

/// <summary>Something that has happened: <c>GET api/events</c>, and <c>procfile events --json</c>.</summary>
/// <param name="Kind">What.</param>
/// <param name="Time">When.</param>
/// <param name="Version">The version of the snapshot that shows it.</param>
/// <param name="Process">The process's name; null when it is not about one.</param>
/// <param name="Type">The type's name; null when it is not about one.</param>
/// <param name="Pid">The process id, while there is one.</param>
/// <param name="State">The state the process is in now.</param>
/// <param name="PreviousState">The state it was in before, of <c>stateChanged</c>.</param>
/// <param name="Exit">How it ended, of <c>exited</c>.</param>
/// <param name="DelaySeconds">Until the restart, or until it was ready.</param>
/// <param name="Count">How many: processes left behind, the new number of processes.</param>
/// <param name="Text">The event in words, for people; null when it is not worth a line.</param>
internal sealed record EventJson(
    SupervisorEventKind Kind,
    DateTimeOffset Time,
    long Version,
    string? Process,
    string? Type,
    int? Pid,
    ProcessState? State,
    ProcessState? PreviousState,
    ExitJson? Exit,
    double? DelaySeconds,
    int? Count,
    string? Text);

/// <summary>One line of output, or one piece of a line that says so: <c>GET api/logs</c>, and <c>procfile logs --json</c>.</summary>
/// <param name="Process">The process's name.</param>
/// <param name="Type">The type's name.</param>
/// <param name="Time">When it came.</param>
/// <param name="Text">The line without its newline; what is no UTF-8 shows as U+FFFD.</param>
/// <param name="Base64">The line's bytes, when they are no UTF-8; else null.</param>
/// <param name="Fragment">Whether it ends in the middle of a line, and why; <c>none</c> for a whole one.</param>
/// <param name="ContinuesLine">Whether it begins in the middle of a line.</param>
internal sealed record LineJson(
    string Process, string Type, DateTimeOffset Time, string Text, string? Base64, OutputFragment Fragment, bool ContinuesLine);

/// <summary>Events or lines that this reader has missed, as it was too slow or away too long: the event <c>missed</c> of a stream.</summary>
/// <param name="Count">How many; null when nobody knows.</param>
internal sealed record MissedJson(long? Count);
