using Microsoft.Extensions.Logging;

namespace Procfile.Core.Supervision.Engine;

/// <summary>What the engine is given at its birth.</summary>
internal sealed record EngineSettings(
    IReadOnlyList<ManagedType> Types, ILaunchDesk Desk, EventHub Events, TimeProvider Time, Func<double> Random, ExitBehavior OnExit, int ConcurrentStarts, ILogger Log);
