using System.Collections.Concurrent;
using System.Diagnostics;
using Procfile.Core.Launching.Native.Orphans;

namespace Procfile.Core.Launching.Native;

/// <summary>One thread that waits on the pidfds of all processes. Nothing on it ever waits for output or for user code.</summary>
internal sealed class ExitWatcher
{
    private const int EventsPerTurn = 128;
    private static readonly TimeSpan WithheldPeriod = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan DismissalPeriod = TimeSpan.FromSeconds(1);

    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<long, NativeProcess> _watched = new();
    private readonly Queue<(long Since, NativeProcess Process)> _draining = new();
    private readonly List<NativeProcess> _withheld = [];
    private readonly OrphanGuard? _guard;
    private bool _stopped;

    internal ExitWatcher(OrphanGuard? guard)
    {
        _guard = guard;
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "procfile-exits" }.Start();
    }

    internal bool TryWatch(NativeProcess process)
    {
        _watched[process.Key] = process;
        if (_epoll.TryAdd(process.PidFd, process.Key, oneShot: true))
            return true;
        _watched.TryRemove(process.Key, out _);
        return false;
    }

    /// <summary>Ends the thread once no process runs any more.</summary>
    internal void Stop()
    {
        Volatile.Write(ref _stopped, true);
        _epoll.Ring();
        // A host that goes at once must not take the guard by surprise: it would look for orphans.
        if (_watched.IsEmpty)
            _guard?.WaitForDismissal(DismissalPeriod);
    }

    private void Run()
    {
        Span<long> keys = stackalloc long[EventsPerTurn];
        while (true)
        {
            _guard?.Tend(_epoll);
            TimeSpan next = TimeToNextLook();
            // An end whose output is still being taken has yet to be reported.
            if (Volatile.Read(ref _stopped) && _watched.IsEmpty && _draining.Count == 0)
                break;
            int count = _epoll.Wait(keys, next);
            foreach (long key in keys[..count])
            {
                if (key == OrphanGuard.Key)
                    _guard!.Replace(_epoll);
                else if (key != Epoll.BellKey && _watched.TryGetValue(key, out NativeProcess? process) && !TryEnd(process))
                    _withheld.Add(process);
            }

            _withheld.RemoveAll(TryEnd);

            GiveUpDrains();
        }

        _guard?.Dismiss();
        _epoll.Close();
    }

    private bool TryEnd(NativeProcess process)
    {
        if (!process.TryTakeExit())
            return false;
        _watched.TryRemove(process.Key, out _);
        if (process.Output < 0)
        {
            process.ReportExit();
            return true;
        }

        process.Pump!.Drain(process);
        _draining.Enqueue((Stopwatch.GetTimestamp(), process));
        return true;
    }

    /// <summary>A pump that merely has not had its turn yet, on a busy machine, is waited for.</summary>
    private void GiveUpDrains()
    {
        while (_draining.TryPeek(out (long Since, NativeProcess Process) oldest) && LeftToDrain(oldest.Since) <= TimeSpan.Zero)
        {
            _draining.Dequeue();
            if (oldest.Process.Pump!.IsBlocked)
                oldest.Process.ReportExit();
            else if (!oldest.Process.Exited.IsCompleted)
                _draining.Enqueue((Stopwatch.GetTimestamp(), oldest.Process));
        }
    }

    private TimeSpan TimeToNextLook()
    {
        // A debugger holds the status of a dead process back until it lets go.
        if (_withheld.Count > 0)
            return WithheldPeriod;
        while (_draining.TryPeek(out (long Since, NativeProcess Process) oldest))
        {
            if (!oldest.Process.Exited.IsCompleted)
                return TimeSpan.FromTicks(Math.Max(0, LeftToDrain(oldest.Since).Ticks));
            _draining.Dequeue();
        }

        return _guard?.TimeToNextTry ?? Timeout.InfiniteTimeSpan;
    }

    private static TimeSpan LeftToDrain(long since) => ProcessOutput.DrainPeriod - Stopwatch.GetElapsedTime(since);
}
