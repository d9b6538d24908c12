namespace Procfile.Core.Exporting;

/// <summary>Something to know about an export.</summary>
/// <param name="IsError">Whether the export does not do what the plan says: better not use it.</param>
/// <param name="Subject">The process or process type; null for the whole.</param>
/// <param name="Message">What it is and what to do.</param>
public sealed record ExportNote(bool IsError, string? Subject, string Message)
{
    /// <summary>The note as a line.</summary>
    /// <returns>For example <c>web.1: …</c>.</returns>
    public override string ToString() => Subject is null ? Message : $"{Subject}: {Message}";
}
