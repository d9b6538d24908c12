namespace Procfile.Core.Syntax;

/// <summary>A change of text that removes the cause of a <see cref="Diagnostic"/>.</summary>
/// <param name="Span">The bytes to replace.</param>
/// <param name="Replacement">What to put there.</param>
/// <param name="IsSafe">
/// Whether the document reads the same afterwards, only more portably. Safe fixes are applied by
/// <see cref="ProcfileDocument.ApplyFixes"/>; the others are a suggestion for a person to judge.
/// </param>
public sealed record DiagnosticFix(TextSpan Span, string Replacement, bool IsSafe);
