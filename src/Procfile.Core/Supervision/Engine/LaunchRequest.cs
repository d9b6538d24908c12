using Procfile.Core.Commands;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision.Engine;

/// <summary>One start that the engine asks for.</summary>
/// <param name="Process">The process; only its identity is read outside the supervisor's thread.</param>
/// <param name="Incarnation">Which of its incarnations this will be.</param>
/// <param name="Lease">The unique integer it already has, or null.</param>
/// <param name="Rules">What holds for its type at the moment.</param>
/// <param name="Readiness">Tells when it is ready; null when it is as soon as it runs.</param>
internal sealed record LaunchRequest(ManagedProcess Process, int Incarnation, UniqueIntLease? Lease, TypeRules Rules, IReadinessProbe? Readiness)
{
    internal int Index => Process.Index;

    internal OutputSource Source => Process.Source;
}
