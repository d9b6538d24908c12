using Procfile.Core.Launching;

namespace Procfile.Core.Supervision;

/// <summary>One step of a <see cref="StopSequence"/>.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Wait">How long to wait for the process to end before the next step.</param>
public readonly record struct StopStep(ProcessSignal Signal, TimeSpan Wait);
