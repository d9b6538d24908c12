using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Procfile.Core.Hosting.Tests;

/// <summary>Keeps what is logged, as <c>category: message</c>.</summary>
internal sealed class RecordingLog : ILoggerProvider
{
    internal ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Category(RecordingLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Lines.Enqueue($"{name}: {formatter(state, exception)}");
    }
}
