using Procfile.Core.Syntax;

namespace Procfile.Core.Commands.Formations;

/// <summary>Every diagnostic about a formation or a change of one.</summary>
internal static class FormationDiagnostics
{
    public static Diagnostic NotAnItem(string item, int column) => Error(
        "PF0921", column, $"'{item}' is not of the form type=count: write for example {(item.Length > 0 && !item.Contains('=', StringComparison.Ordinal) ? item : "web")}=1.");

    public static Diagnostic NotACount(string item, string count, int column) => Error(
        "PF0922", column, $"'{count}' in '{item}' is not a number of processes: write a whole number from 0 to {FormationReader.MaximumCount}.");

    public static Diagnostic Negative(string item, int column) => Error(
        "PF0923", column, $"'{item}' asks for less than no process: write 0 for none.");

    public static Diagnostic Duplicate(string name, int column) => new(
        "PF0924", DiagnosticSeverity.Warning, 1, column, $"'{name}' is given more than once and the last one counts: keep one.");

    public static Diagnostic EmptyItem(int column) => new(
        "PF0925", DiagnosticSeverity.Warning, 1, column, "There is nothing between these commas: remove one.");

    public static Diagnostic UnknownType(string name, IEnumerable<string> types) => new(
        "PF0926", DiagnosticSeverity.Warning, 1, 1, $"No process type is called '{name}'. There are: {string.Join(", ", types)}.");

    public static Diagnostic TooMany(string name, int count, int maximum, bool isRefused) => new(
        "PF0928",
        isRefused ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        1,
        1,
        $"{count} processes of '{name}' need ports of the next process type, {maximum} have enough: ask for fewer{(isRefused ? "" : ", or pass over ports that are taken")}.");

    public static Diagnostic NotAChange(string text) => Error(
        "PF0927", 1, $"'{text}' is not a change of scale: write a number (3), or more or less than now (+2, -1 or [+2]).");

    private static Diagnostic Error(string id, int column, string message) =>
        new(id, DiagnosticSeverity.Error, 1, column, message);
}
