using System.Text.Json.Serialization;

namespace Procfile.Tool.Reports;

// The shapes that other programs may rely on: names and order are part of the command line's contract.

internal sealed record DiagnosticJson(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? File, string Id, string Severity, int Line, int Column, string Message);

internal sealed record EntryJson(string Name, string Command, int Line);

internal sealed record ListJson(string File, string Dialect, IReadOnlyList<EntryJson> Entries, IReadOnlyList<DiagnosticJson> Diagnostics);

internal sealed record CheckJson(
    string File,
    string Dialect,
    IReadOnlyList<DiagnosticJson> Diagnostics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<DiagnosticJson>? Environment,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ComparisonJson>? Comparisons);

internal sealed record ComparisonJson(string Dialect, bool Alike, IReadOnlyList<DifferenceJson> Differences);

internal sealed record DifferenceJson(string Kind, int Line, string Name, string Message, string? ToolName, string? ToolCommand);

internal sealed record EnvJson(
    IReadOnlyDictionary<string, string> Variables,
    IReadOnlyList<DiagnosticJson> Diagnostics,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, OriginJson>? Origins);

internal sealed record OriginJson(string Layer, string? File, int? Line);

internal sealed record ExpandedProcessJson(
    string Name, string Type, int Index, int? Port, int? UniqueInt, string Mode, string Command, IReadOnlyList<string> Argv, IReadOnlyDictionary<string, string> Environment);

internal sealed record ExpandJson(IReadOnlyList<ExpandedProcessJson> Processes);

internal sealed record ExportedFileJson(
    string Path, string Change, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Mode);

internal sealed record ExportJson(
    string Format, string Directory, bool DryRun, IReadOnlyList<ExportedFileJson> Files, IReadOnlyList<string> Notes, IReadOnlyList<string> NextSteps);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ListJson))]
[JsonSerializable(typeof(CheckJson))]
[JsonSerializable(typeof(EnvJson))]
[JsonSerializable(typeof(ExpandJson))]
[JsonSerializable(typeof(ExportJson))]
[JsonSerializable(typeof(ExpandedProcessJson))]
internal sealed partial class JsonShapes : JsonSerializerContext;
