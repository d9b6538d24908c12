using System.Collections.Immutable;
using System.Text;
using Procfile.Core.Output;

namespace Procfile.Core.Testing;

/// <summary>Remembers all output, line by line, and lets a test wait for a line.</summary>
public sealed class RecordingSink : IOutputSink
{
    private readonly object _gate = new();
    private readonly Dictionary<string, List<byte>> _unfinished = [];
    private ImmutableList<(string Process, string Line)> _lines = [];

    /// <summary>The whole lines so far, in the order of their ends.</summary>
    public IReadOnlyList<(string Process, string Line)> Lines
    {
        get
        {
            lock (_gate)
                return _lines;
        }
    }

    /// <summary>The whole lines of one process.</summary>
    /// <param name="process">Its name.</param>
    public IReadOnlyList<string> LinesOf(string process) => [.. Lines.Where(line => line.Process == process).Select(line => line.Line)];

    /// <inheritdoc/>
    public void Write(in OutputBatch batch)
    {
        lock (_gate)
        {
            if (!_unfinished.TryGetValue(batch.Source.Name, out List<byte>? open))
                _unfinished[batch.Source.Name] = open = [];
            foreach (byte value in batch.Bytes)
            {
                if (value == (byte)'\n')
                    End(batch.Source.Name, open);
                else
                    open.Add(value);
            }

            if (batch.Fragment == OutputFragment.Unfinished)
                End(batch.Source.Name, open);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a line.</summary>
    /// <param name="matches">Which line.</param>
    /// <param name="timeout">How long at most.</param>
    /// <returns>The first such line.</returns>
    /// <exception cref="TimeoutException">It did not come; the message has what came instead.</exception>
    public Task<string> WaitForLineAsync(Func<string, bool> matches, TimeSpan timeout) => Task.Factory.StartNew(
        () => WaitForLine(matches, timeout), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private string WaitForLine(Func<string, bool> matches, TimeSpan timeout)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        lock (_gate)
        {
            while (true)
            {
                foreach ((_, string line) in _lines)
                {
                    if (matches(line))
                        return line;
                }

                TimeSpan left = timeout - clock.Elapsed;
                if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left))
                    throw new TimeoutException($"The line did not come within {timeout}. Lines so far: {string.Join(" | ", _lines)}");
            }
        }
    }

    private void End(string process, List<byte> open)
    {
        _lines = _lines.Add((process, Encoding.UTF8.GetString([.. open])));
        open.Clear();
    }
}
