using Procfile.Core.Commands.Formations;
using Procfile.Core.Syntax;

namespace Procfile.Core.Commands;

/// <summary>A change of scale for one type: <c>worker=3</c>, <c>web=+1</c>, <c>web=[-1]</c>.</summary>
/// <param name="Type">The process type.</param>
/// <param name="Change">The change.</param>
public readonly record struct ScaleRequest(string Type, ScaleChange Change)
{
    /// <summary>Reads a request without throwing.</summary>
    /// <param name="text">For example <c>web=+1</c>.</param>
    /// <param name="request">The request.</param>
    /// <param name="problem">What is wrong, when it is no request.</param>
    /// <returns>Whether the text is a request.</returns>
    public static bool TryParse(
        string text, out ScaleRequest request, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Diagnostic? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        request = default;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || text.AsSpan(0, equals).IsWhiteSpace())
        {
            problem = FormationDiagnostics.NotAnItem(text.Trim(), 1);
            return false;
        }

        if (!ScaleChange.TryParse(text[(equals + 1)..], out var change, out problem)) return false;
        request = new ScaleRequest(text[..equals].Trim(), change);
        return true;
    }

    /// <summary>The request as text that <see cref="TryParse"/> reads.</summary>
    /// <returns>For example <c>web=+1</c>.</returns>
    public override string ToString() => $"{Type}={Change}";
}
