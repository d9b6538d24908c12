using Microsoft.Extensions.Logging;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>Fails the schedule when the engine catches an exception: in this world nobody throws any.</summary>
internal sealed class FailureLog(SimulatedWorld world) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
            world.Break($"the engine has caught {exception}");
    }
}
