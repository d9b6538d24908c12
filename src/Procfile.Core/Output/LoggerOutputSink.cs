using System.Text;
using Microsoft.Extensions.Logging;

namespace Procfile.Core.Output;

/// <summary>
/// Makes each line an entry of the host's log, in the category <c>Procfile.Output.TYPE</c>, with the properties <c>Process</c> and
/// <c>Line</c>.
/// </summary>
/// <remarks>A line longer than 64 KiB, or one with a pause in it, becomes several entries. What is no UTF-8 becomes U+FFFD.</remarks>
/// <param name="loggers">The host's log.</param>
/// <param name="level">The level of the entries.</param>
public sealed partial class LoggerOutputSink(ILoggerFactory loggers, LogLevel level = LogLevel.Information) : IOutputSink
{
    private readonly ILoggerFactory _loggers = loggers ?? throw new ArgumentNullException(nameof(loggers));
    private readonly Dictionary<OutputSource, Target> _targets = [];
    private readonly Lock _writing = new();

    /// <inheritdoc/>
    public void Write(in OutputBatch batch)
    {
        lock (_writing)
        {
            if (!_targets.TryGetValue(batch.Source, out Target? target))
                _targets[batch.Source] = target = new Target(_loggers.CreateLogger($"Procfile.Output.{batch.Source.Type}"));
            if (!target.Log.IsEnabled(level))
                return;
            var lines = new BatchLines(batch);
            while (lines.MoveNext())
            {
                string text = target.Decode(lines.Line, lines.ContinuesLine, ends: lines.Fragment == OutputFragment.None);
                WriteLine(target.Log, level, batch.Source.Name, text);
            }
        }
    }

    [LoggerMessage(EventId = 20, EventName = "Output", Message = "{Process}: {Line}")]
    private static partial void WriteLine(ILogger log, LogLevel level, string process, string line);

    private sealed class Target(ILogger log)
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

        internal ILogger Log { get; } = log;

        /// <summary>A character may be divided between two pieces of a line: it belongs to the second.</summary>
        internal string Decode(ReadOnlySpan<byte> bytes, bool continues, bool ends)
        {
            if (!continues)
                _decoder.Reset();
            if (ends && bytes is [.. var text, (byte)'\r'])
                bytes = text;
            var characters = new char[_decoder.GetCharCount(bytes, flush: ends)];
            return new string(characters, 0, _decoder.GetChars(bytes, characters, flush: ends));
        }
    }
}
