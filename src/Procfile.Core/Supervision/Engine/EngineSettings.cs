using Microsoft.Extensions.Logging;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What the engine is given at its birth.</summary>
internal sealed record EngineSettings(
    ProcessPlan Plan, ILaunchDesk Desk, EventHub Events, SupervisorMetrics Metrics, TimeProvider Time, Func<double> Random, int ConcurrentStarts, ILogger Log);
