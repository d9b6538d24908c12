using System.Globalization;

namespace Procfile.Core.Syntax;

/// <summary>One point in which a tool's reading departs from the Portable one.</summary>
/// <param name="Kind">In what way.</param>
/// <param name="Line">The line it is about, counted from 1.</param>
/// <param name="Name">The process type in the Portable reading, or in the tool's where that has none.</param>
/// <param name="Message">What the tool does.</param>
public sealed record ReadingDifference(ReadingDifferenceKind Kind, int Line, string Name, string Message)
{
    /// <summary>The name the tool has for the process, where it has it.</summary>
    public string? ToolName { get; init; }

    /// <summary>The command the tool runs, where it has the process.</summary>
    public string? ToolCommand { get; init; }

    /// <summary>A line for people: <c>3: Lost: …</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}: {Kind}: {Message}");
}
