using Microsoft.Extensions.Logging;

namespace Procfile.Core.Supervision.Engine;

/// <summary>Keeps the failures of the host's log away from the supervision: a line that cannot be written is not worth a process.</summary>
internal sealed class GuardedLog(ILogger log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log.BeginScope(state);

#pragma warning disable CA1031 // Loggers pass on whatever their providers throw.
    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return log.IsEnabled(logLevel);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            log.Log(logLevel, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
        }
    }
#pragma warning restore CA1031
}
