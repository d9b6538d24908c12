using Microsoft.Extensions.Logging;
using Procfile.Core.Output;

namespace Procfile.Core.Tests.Output;

public sealed class LoggerOutputTests : IDisposable
{
    private readonly Entries _entries = new();

    public void Dispose() => _entries.Dispose();

    [Fact]
    public void Each_line_is_an_entry_with_the_process_and_the_line()
    {
        new LoggerOutputSink(_entries, LogLevel.Warning).Write(Batches.Web, "one\r\n\ntwo\n");
        Assert.Equal(
            [("Procfile.Output.web", "web.1: one"), ("Procfile.Output.web", "web.1: "), ("Procfile.Output.web", "web.1: two")], _entries.All);
        Assert.All(_entries.Levels, level => Assert.Equal(LogLevel.Warning, level));
        Assert.Contains(_entries.Properties, property => property is { Key: "Process", Value: "web.1" });
        Assert.Contains(_entries.Properties, property => property is { Key: "Line", Value: "two" });
    }

    [Fact]
    public void A_character_divided_between_two_pieces_is_whole()
    {
        var sink = new LoggerOutputSink(_entries);
        byte[] text = [.. "a😀b\n"u8];
        for (int at = 1; at < 6; at++)
        {
            sink.Write(new OutputBatch(Batches.Web, text.AsSpan(0, at), OutputFragment.Cut));
            sink.Write(new OutputBatch(Batches.Web, text.AsSpan(at), OutputFragment.None, continuesLine: true));
            Assert.Equal("a😀b", string.Concat(_entries.All.TakeLast(2).Select(entry => entry.Text["web.1: ".Length..])));
        }
    }

    [Fact]
    public void What_is_no_text_is_shown_as_such_and_joined_to_no_other_line()
    {
        var sink = new LoggerOutputSink(_entries);
        sink.Write(new OutputBatch(Batches.Web, [0xE2, 0x82], OutputFragment.Unfinished));
        sink.Write(new OutputBatch(Batches.Web, [0xAC, (byte)'x', 0, (byte)'\n']));
        Assert.Equal("web.1: \uFFFDx\0", _entries.All[^1].Text);
    }

    [Fact]
    public void A_level_that_is_off_costs_nothing()
    {
        _entries.Least = LogLevel.Error;
        new LoggerOutputSink(_entries).Write(Batches.Web, "x\n");
        Assert.Empty(_entries.All);
    }

    private sealed class Entries : ILoggerFactory
    {
        internal List<(string Category, string Text)> All { get; } = [];

        internal List<LogLevel> Levels { get; } = [];

        internal List<KeyValuePair<string, object?>> Properties { get; } = [];

        internal LogLevel Least { get; set; } = LogLevel.Trace;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => new Log(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Log(Entries entries, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= entries.Least;

            void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                entries.All.Add((category, formatter(state, exception)));
                entries.Levels.Add(logLevel);
                entries.Properties.AddRange((IEnumerable<KeyValuePair<string, object?>>)state!);
            }
        }
    }
}
