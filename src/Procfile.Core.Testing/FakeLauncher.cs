using System.Collections.Concurrent;
using Procfile.Core.Launching;

namespace Procfile.Core.Testing;

/// <summary>A launcher without processes: what starts, writes and ends is what the test says.</summary>
public sealed class FakeLauncher : IProcessLauncher
{
    private readonly ConcurrentQueue<FakeProcess> _started = new();
    private int _lastId = 1000;

    /// <summary>Every process that was started, in order.</summary>
    public IReadOnlyList<FakeProcess> Started => [.. _started];

    /// <summary>The processes that run.</summary>
    public IReadOnlyList<FakeProcess> Running => [.. _started.Where(process => !process.HasExited)];

    /// <summary>Asked before each start; an answer other than null is the failure of that start.</summary>
    public Func<ProcessSpec, LaunchFailure?>? Refuse { get; set; }

    /// <summary>Called with each process that has started.</summary>
    public Action<FakeProcess>? Launched { get; set; }

    /// <summary>What a signal does.</summary>
    /// <value>Default: TERM, INT, QUIT, HUP and KILL end the process by that signal.</value>
    public Action<FakeProcess, ProcessSignal>? Signalled { get; set; }

    /// <inheritdoc/>
    public LaunchResult Start(ProcessSpec spec, IProcessObserver observer)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(observer);
        if (Refuse?.Invoke(spec) is { } failure)
            return LaunchResult.Failed(failure);
        var process = new FakeProcess(this, Interlocked.Increment(ref _lastId), spec, observer);
        _started.Enqueue(process);
        process.Announce();
        Launched?.Invoke(process);
        return LaunchResult.Started(process);
    }

    /// <summary>Waits until processes run that a test expects.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="timeout">How long at most.</param>
    /// <exception cref="TimeoutException">It did not come to that.</exception>
    public async Task WaitForAsync(Func<FakeLauncher, bool> condition, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(condition);
        using var limit = new CancellationTokenSource(timeout);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!condition(this))
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not reached within {timeout}; running: {string.Join(", ", Running.Select(process => process.Spec.Name))}.");
            }
        }
    }
}
