using System.Collections.Immutable;

namespace Procfile.Core.Exporting;

/// <summary>Collects notes; what is the same for all processes of a type is said once.</summary>
internal sealed class ExportNotes
{
    private readonly List<ExportNote> _notes = [];

    internal void Warn(string? subject, string message) => Add(new ExportNote(IsError: false, subject, message));

    internal void Error(string? subject, string message) => Add(new ExportNote(IsError: true, subject, message));

    internal ImmutableArray<ExportNote> ToImmutable() => [.. _notes];

    private void Add(ExportNote note)
    {
        if (!_notes.Contains(note))
            _notes.Add(note);
    }
}
