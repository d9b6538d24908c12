using System.Text;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision;

/// <summary>What a readiness probe may know of the process.</summary>
public sealed class ReadinessContext
{
    /// <summary>How much of what the process has written is kept for a probe that has yet to look.</summary>
    private const int KeptBytes = 64 * 1024;

    private readonly object _gate = new();
    private List<string>? _lines = [];
    private int _kept;
    private Func<string, bool>? _matches;
    private TaskCompletionSource<string>? _match;

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
    public int ProcessId { get; internal set; }

    /// <summary>The clock to wait by.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Waits for a line of the process's output. Looks also at those that were written before the call, 64 KiB at most.</summary>
    /// <param name="matches">Says whether a line is the one; called on the thread that reads output, so it should be quick.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The line, without its line break.</returns>
    public Task<string> WaitForLineAsync(Func<string, bool> matches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(matches);
        lock (_gate)
        {
            string? known = _lines?.Find(line => matches(line));
            _match = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (known is not null)
                _match.SetResult(known);
            else
                _matches = matches;
            return _match.Task.WaitAsync(cancellationToken);
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
                Add(Encoding.UTF8.GetString(line.TrimEnd((byte)'\r')));
        }
    }

    /// <summary>Keeps nothing more.</summary>
    internal void Close()
    {
        lock (_gate)
            (_lines, _matches) = (null, null);
    }

    private void Add(string line)
    {
        lock (_gate)
        {
            if (_lines is null)
                return;
            if ((_kept += line.Length) > KeptBytes)
                (_lines, _kept) = ([], line.Length);
            _lines.Add(line);
            TryMatch(line);
        }
    }

#pragma warning disable CA1031 // The probe hears of what its own code throws; the output goes on.
    private void TryMatch(string line)
    {
        try
        {
            if (_matches?.Invoke(line) == true)
                _match!.TrySetResult(line);
        }
        catch (Exception exception)
        {
            _match!.TrySetException(exception);
        }
    }
#pragma warning restore CA1031
}
