namespace Procfile.Core.Supervision.Probes;

/// <summary>The port that a probe looks at.</summary>
internal static class ProbedPort
{
    internal static int Of(int? port, ReadinessContext process) => port ?? process.Port
        ?? throw new InvalidOperationException($"{process.Process} was given no port: name the one to look at.");
}
