using System.Text;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision;

/// <summary>What a readiness probe may know of the process.</summary>
public sealed class ReadinessContext
{
    /// <summary>How much of what the process has written is kept for a probe that has yet to look.</summary>
    private const int KeptLength = 64 * 1024;

    private readonly object _gate = new();
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Match)> _waiting = [];
    private Queue<string>? _lines = [];
    private int _kept;

    /// <summary>Makes a context, for tests of a probe.</summary>
    /// <param name="process">The process's name: <c>web.1</c>.</param>
    /// <param name="type">Its type.</param>
    public ReadinessContext(string process, string type) => (Process, Type) = (process, type);

    /// <summary>The process's name: <c>web.1</c>.</summary>
    public string Process { get; }

    /// <summary>The type's name: <c>web</c>.</summary>
    public string Type { get; }

    /// <summary>The port the process was given; null without ports.</summary>
    public int? Port { get; init; }

    /// <summary>The process id.</summary>
    public int ProcessId { get; set; }

    /// <summary>The clock to wait by.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Waits for a line of the process's output. Looks also at those that were written before the call, the last 64 KiB at least.</summary>
    /// <param name="matches">Says whether a line is the one; called on the thread that reads output, so it should be quick.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The line, without its line break.</returns>
    public Task<string> WaitForLineAsync(Func<string, bool> matches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(matches);
        var match = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_lines is not null && !_lines.Any(line => Try(line, matches, match)))
                _waiting.Add((matches, match));
        }

        return match.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Shows a line to whoever waits for one; a supervisor does so with all that the process writes, a test with what it likes.</summary>
    /// <param name="line">The line, without its line break.</param>
    public void AddLine(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        lock (_gate)
        {
            if (_lines is null)
                return;
            _lines.Enqueue(line);
            _kept += line.Length;
            while (_kept - _lines.Peek().Length >= KeptLength)
                _kept -= _lines.Dequeue().Length;
            _waiting.RemoveAll(waiting => Try(line, waiting.Matches, waiting.Match));
        }
    }

    /// <summary>Takes what the process has written, until <see cref="Close"/>.</summary>
    internal void Add(in OutputBatch batch)
    {
        if (Volatile.Read(ref _lines) is null)
            return;
        foreach (Range range in batch.Bytes.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = batch.Bytes[range];
            if (!line.IsEmpty)
                AddLine(Encoding.UTF8.GetString(line.TrimEnd((byte)'\r')));
        }
    }

    /// <summary>Keeps nothing more, and looks at nothing more.</summary>
    internal void Close()
    {
        lock (_gate)
        {
            _lines = null;
            _waiting.Clear();
        }
    }

#pragma warning disable CA1031 // The probe hears of what its own code throws; the output goes on.
    private static bool Try(string line, Func<string, bool> matches, TaskCompletionSource<string> match)
    {
        try
        {
            return matches(line) && match.TrySetResult(line);
        }
        catch (Exception exception)
        {
            return match.TrySetException(exception);
        }
    }
#pragma warning restore CA1031
}
