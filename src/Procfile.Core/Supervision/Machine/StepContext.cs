namespace Procfile.Core.Supervision.Machine;

/// <summary>What a step may know besides the state and the event.</summary>
/// <param name="Now">The time, since the supervisor was made.</param>
/// <param name="StopSequence">How the process is stopped.</param>
/// <param name="ReadinessLimit">How long the process may take to be ready; null when it is as soon as it runs.</param>
/// <param name="Decide">The restart policy; does not throw.</param>
/// <param name="Random">A number from 0 up to 1.</param>
internal readonly record struct StepContext(
    TimeSpan Now, StopSequence StopSequence, TimeSpan? ReadinessLimit, Func<RestartArguments, RestartDecision> Decide, Func<double> Random);
