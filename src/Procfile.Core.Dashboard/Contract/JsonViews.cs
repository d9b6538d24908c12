using System.Globalization;
using System.Text.Unicode;
using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Contract;

/// <summary>What the library knows, in the shapes of the API.</summary>
internal static class JsonViews
{
    internal static SnapshotJson Of(SupervisorSnapshot snapshot, IReadOnlyDictionary<int, UsageSample> usage) => new(
        snapshot.Version,
        snapshot.Health,
        [.. snapshot.Processes.Select(process => Of(process, process.ProcessId is { } id ? usage.GetValueOrDefault(id) : default))],
        [.. snapshot.Types.Select(Of)]);

    internal static ProcessJson Of(ProcessSnapshot process, UsageSample usage) => new(
        process.Name,
        process.Type,
        process.Index,
        process.State,
        process.ProcessId,
        process.Port,
        process.UniqueInt,
        process.StartedAt,
        process.Restarts,
        process.LastExit is { } exit ? Of(exit) : null,
        process.NextRestartAt,
        usage.CpuPercent is { } percent ? Math.Round(percent, 1) : null,
        usage.ResidentBytes,
        process.Health,
        process.IsWanted,
        process.IsStandIn,
        process.Problem);

    internal static ResultJson Of(OperationResult result) => new([.. result.Processes.Select(process => Of(process, default))], result.Added, result.Removed);

    internal static EventJson Of(SupervisorEvent happened) => new(
        happened.Kind,
        happened.Time,
        happened.Version,
        happened.Process,
        happened.Type,
        happened.ProcessId,
        happened.State,
        happened.PreviousState,
        happened.Exit is { } exit ? Of(exit) : null,
        happened.Delay?.TotalSeconds,
        happened.Count,
        happened.Describe());

    internal static LineJson Of(OutputLine line) => new(
        line.Source.Name,
        line.Source.Type,
        line.Time,
        line.Text,
        Utf8.IsValid(line.Bytes.Span) ? null : Convert.ToBase64String(line.Bytes.Span),
        line.Fragment,
        line.ContinuesLine);

    private static TypeJson Of(TypeSnapshot type) => new(type.Name, type.Count, type.Paused, type.Label, type.IsRolling, type.Problem);

    private static ExitJson Of(ProcessExit exit) =>
        new(exit.Code, exit.SignalNumber is { } number ? exit.Signal?.Name ?? number.ToString(CultureInfo.InvariantCulture) : null);
}
