using Procfile.Core.Syntax;

namespace Procfile.Core.Fuzz;

/// <summary>Ends the run at what does not hold.</summary>
internal static class Check
{
    internal static void That(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"It does not hold that {what}.");
    }

    internal static void HasPlace(Diagnostic diagnostic) =>
        That(diagnostic.Line > 0 && diagnostic.Column > 0 && diagnostic.Message.Length > 0, "a diagnostic has a place");
}
