using System.Collections.Concurrent;
using Procfile.Core.Launching;

namespace Procfile.Core.Testing;

/// <summary>A process of a <see cref="FakeLauncher"/>.</summary>
public sealed class FakeProcess : IProcessHandle
{
    private readonly FakeLauncher _launcher;
    private readonly IProcessObserver _observer;
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<ProcessSignal> _signals = new();
    private int _ended;

    internal FakeProcess(FakeLauncher launcher, int id, ProcessSpec spec, IProcessObserver observer) =>
        (_launcher, Id, Spec, _observer) = (launcher, id, spec, observer);

    /// <inheritdoc/>
    public int Id { get; }

    /// <summary>What was started.</summary>
    public ProcessSpec Spec { get; }

    /// <inheritdoc/>
    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => Volatile.Read(ref _ended) != 0;

    /// <summary>Whether it was let go.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>The signals it got, in order.</summary>
    public IReadOnlyList<ProcessSignal> Signals => [.. _signals];

    /// <summary>How many processes it leaves behind when it ends; a signal other than CONT to its group ends them.</summary>
    public int Leftovers { get; set; }

    /// <summary>Writes output.</summary>
    /// <param name="bytes">The bytes.</param>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        byte[] copy = bytes.ToArray();
        Call(() =>
        {
            if (_observer.OnOutput(copy))
                _observer.OnOutputQuiet();
        });
    }

    /// <summary>Ends the process; only the first call does.</summary>
    /// <param name="exit">How.</param>
    public void Exit(ProcessExit exit)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        Call(() => _observer.OnExited(exit));
        _exited.TrySetResult(exit);
    }

    /// <inheritdoc/>
    public bool Signal(ProcessSignal signal, bool wholeGroup)
    {
        if (IsDisposed)
            return false;
        _signals.Enqueue(signal);
        bool ends = signal == ProcessSignal.Term || signal == ProcessSignal.Kill || signal == ProcessSignal.Interrupt
            || signal == ProcessSignal.Quit || signal == ProcessSignal.Hup;
        bool reached = !HasExited || Leftovers > 0;
        if (_launcher.Signalled is { } signalled)
        {
            signalled(this, signal);
        }
        else if (ends)
        {
            Leftovers = 0;
            Exit(ProcessExit.BySignal(signal.Number));
        }

        return reached;
    }

    /// <inheritdoc/>
    public void Sweep() => Call(() => _observer.OnSwept(Leftovers));

    /// <inheritdoc/>
    public void Dispose() => IsDisposed = true;

    internal void Announce() => Call(() => _observer.OnStarted(this));

    private static void Call(Action call)
    {
        try
        {
            call();
        }
#pragma warning disable CA1031 // As with every launcher, an observer's exception loses that call only.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
