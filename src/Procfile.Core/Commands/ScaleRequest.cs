using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Commands.Formations;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>A change of scale for one type: <c>worker=3</c>, <c>web=+1</c>, <c>web=[-1]</c>.</summary>
/// <param name="Type">The process type; <c>*</c> stands for any characters.</param>
/// <param name="Change">The change.</param>
public readonly record struct ScaleRequest(string Type, ScaleChange Change)
{
    /// <summary>Reads a request without throwing.</summary>
    /// <param name="text">For example <c>web=+1</c>.</param>
    /// <param name="request">The request.</param>
    /// <param name="problem">What is wrong, when it is no request.</param>
    /// <returns>Whether the text is a request.</returns>
    public static bool TryParse(string text, out ScaleRequest request, [NotNullWhen(false)] out Diagnostic? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        request = default;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || text.AsSpan(0, equals).IsWhiteSpace())
        {
            problem = FormationDiagnostics.NotAnItem(text.Trim(), 1);
            return false;
        }

        if (!ScaleChange.TryParse(text[(equals + 1)..], out var change, out problem))
        {
            problem = problem with { Column = equals + 2 };
            return false;
        }

        request = new ScaleRequest(text[..equals].Trim(), change);
        return true;
    }

    /// <summary>Reads requests, separated by commas or blanks, without throwing.</summary>
    /// <param name="text">For example <c>worker=+1,web=3</c>.</param>
    /// <param name="requests">The requests, in their order; those without an error also when others have one.</param>
    /// <param name="diagnostics">What is wrong. Columns count in the text, from 1.</param>
    /// <returns>Whether there is a request, and no error.</returns>
    public static bool TryParseAll(string text, out ImmutableArray<ScaleRequest> requests, out ImmutableArray<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = ImmutableArray.CreateBuilder<ScaleRequest>();
        var wrong = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (item, column) in FormationItems.Of(text))
        {
            if (item.Length == 0) wrong.Add(FormationDiagnostics.EmptyItem(column));
            else if (TryParse(item, out var request, out var problem)) found.Add(request);
            else wrong.Add(problem with { Column = column + problem.Column - 1 });
        }

        if (found.Count + wrong.Count == 0) wrong.Add(FormationDiagnostics.NotAnItem("", 1));
        requests = found.DrainToImmutable();
        diagnostics = wrong.DrainToImmutable();
        return !requests.IsEmpty && diagnostics.All(static diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);
    }

    /// <summary>The request as text that <see cref="TryParse"/> reads.</summary>
    /// <returns>For example <c>web=+1</c>.</returns>
    public override string ToString() => $"{Type}={Change}";
}
