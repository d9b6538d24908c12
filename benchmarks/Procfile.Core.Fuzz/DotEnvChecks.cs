using Procfile.Core.Syntax;

namespace Procfile.Core.Fuzz;

/// <summary>What must hold for any bytes taken for a <c>.env</c> file.</summary>
internal static class DotEnvChecks
{
    private static readonly Dictionary<string, string> Outer = new() { ["OUT"] = "outer $A" };

    internal static void Run(byte[] bytes)
    {
        foreach (var dialect in DotEnvDialect.All)
        {
            foreach (var interpolate in (bool[])[false, true])
                Run(DotEnvDocument.Parse(bytes, dialect, new() { Interpolate = interpolate, OuterVariables = Outer }), bytes);
        }
    }

    private static void Run(DotEnvDocument document, byte[] bytes)
    {
        Check.That(document.Bytes.Span.SequenceEqual(bytes), "the file comes back byte for byte");
        foreach (var variable in document.Variables)
            Check.That(variable.Line > 0 && variable.Name.Length > 0 && document.TryGetValue(variable.Name, out _), "a variable is found");
        foreach (var diagnostic in document.Diagnostics)
            Check.HasPlace(diagnostic);
    }
}
