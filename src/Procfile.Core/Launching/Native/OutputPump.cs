using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// One thread that reads the pipes of all processes of a lane into one buffer and hands the bytes to their observers. An observer that
/// blocks stops the reading of its lane: other lanes have pumps of their own, and exits are noticed by <see cref="ExitWatcher"/>'s thread.
/// </summary>
internal sealed unsafe class OutputPump
{
    private const int BufferSize = 64 * 1024, EventsPerTurn = 64;

    // The kernel's buffers between the two ends of a terminal hold less (tty_buffer's limit of 64 KiB, and 4 KiB of the line discipline).
    private const int TerminalCapacity = 128 * 1024;

    private static readonly TimeSpan IdlePeriod = TimeSpan.FromSeconds(5);

    private readonly OutputPumps _pumps;
    private readonly Epoll _epoll = new();
    private readonly ConcurrentDictionary<long, NativeProcess> _open = new();
    private readonly ConcurrentQueue<(NativeProcess Process, bool Close)> _requests = new();
    private readonly List<NativeProcess> _holdingBack = [];
    private readonly byte* _buffer;
    private long _handingOverSince;

    internal OutputPump(OutputPumps pumps, object lane)
    {
        (_pumps, Lane) = (pumps, lane);
        _buffer = (byte*)NativeMemory.Alloc(BufferSize);
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "procfile-output" }.Start();
    }

    internal object Lane { get; }

    /// <summary>How many processes have been counted in and not yet out. Belongs to <see cref="OutputPumps"/>.</summary>
    internal int Processes { get; set; }

    /// <summary>Whether an observer has not come back for a time: only then may an exit overtake output.</summary>
    internal bool IsBlocked
    {
        get
        {
            long since = Volatile.Read(ref _handingOverSince);
            return since != 0 && Stopwatch.GetElapsedTime(since) >= ProcessOutput.DrainPeriod;
        }
    }

    /// <summary>Begins to read a process's pipe.</summary>
    internal bool TryOpen(NativeProcess process)
    {
        _open[process.Key] = process;
        if (_epoll.TryAdd(process.Output, process.Key, oneShot: false))
            return true;
        _open.TryRemove(process.Key, out _);
        return false;
    }

    /// <summary>Asks for everything a process has written so far to be handed over, then for its exit to be reported.</summary>
    internal void Drain(NativeProcess process) => Request(process, close: false);

    /// <summary>Asks for a process's pipe to be closed; if the process has ended, what is left in it is handed over first.</summary>
    internal void Close(NativeProcess process) => Request(process, close: true);

    internal void Wake() => _epoll.Ring();

    private void Request(NativeProcess process, bool close)
    {
        _requests.Enqueue((process, close));
        _epoll.Ring();
    }

    private void Run()
    {
        Span<long> keys = stackalloc long[EventsPerTurn];
        int count;
        do
        {
            count = _epoll.Wait(keys, TimeToNextLook());
            // Requests first: what an ended process still has to say comes before the words of the one that takes its place.
            while (_requests.TryDequeue(out (NativeProcess Process, bool Close) request))
            {
                if (!request.Close || request.Process.HasEnded)
                    ReadWhatIsLeft(request.Process);
                if (request.Close)
                    CloseNow(request.Process);
                else
                    request.Process.ReportExit();
            }

            foreach (long key in keys[..count])
            {
                if (key != Epoll.BellKey && _open.TryGetValue(key, out NativeProcess? process))
                    ReadOnce(process);
            }

            GiveOutHeldBack();
        }
        while (!_requests.IsEmpty || !_pumps.TryRetire(this, waitedLongEnough: count == 0));

        _epoll.Close();
        NativeMemory.Free(_buffer);
    }

    /// <summary>Hands over one buffer's worth.</summary>
    /// <returns>How much it was; 0 when the pipe is empty or has ended.</returns>
    private int ReadOnce(NativeProcess process, int limit = BufferSize)
    {
        if (process.Output < 0)
            return 0;
        nint count = Libc.Read(process.Output, _buffer, Math.Min(limit, BufferSize));
        if (count > 0)
        {
            HandOver(process, new ReadOnlySpan<byte>(_buffer, (int)count));
            return (int)count;
        }

        if (count == 0 || Marshal.GetLastPInvokeError() is not (Errno.Again or Errno.Interrupted))
            CloseNow(process);
        return 0;
    }

    private void HandOver(NativeProcess process, ReadOnlySpan<byte> bytes)
    {
        Volatile.Write(ref _handingOverSince, Stopwatch.GetTimestamp());
        bool heldBack = process.Observer.OnOutput(bytes);
        Volatile.Write(ref _handingOverSince, 0);
        if (heldBack)
        {
            if (process.HeldBackSince is null)
                _holdingBack.Add(process);
            process.HeldBackSince = Stopwatch.GetTimestamp();
        }
        else if (process.HeldBackSince is not null)
        {
            process.HeldBackSince = null;
            _holdingBack.Remove(process);
        }
    }

    /// <summary>
    /// What a dead process has written is all in the pipe: exactly that much is read, so that a survivor that keeps writing can
    /// hold up nothing. A terminal does not tell how much that is, but cannot hold more than so much.
    /// </summary>
    private void ReadWhatIsLeft(NativeProcess process)
    {
        int left = process.Terminal >= 0 ? TerminalCapacity : 0;
        if (process.Output >= 0 && process.Terminal < 0)
            _ = Libc.DeviceControl(process.Output, Libc.BytesInPipe, &left);
        while (left > 0)
        {
            int count = ReadOnce(process, left);
            if (count == 0)
                break;
            left -= count;
        }

        GiveOut(process);
    }

    private void CloseNow(NativeProcess process)
    {
        GiveOut(process);
        if (process.Output < 0)
            return;
        _epoll.Remove(process.Output);
        _ = Libc.Close(process.Output);
        if (process.Terminal >= 0)
            _ = Libc.Close(process.Terminal);
        process.Output = process.Terminal = -1;
        _open.TryRemove(process.Key, out _);
        process.LeavePump();
    }

    private void GiveOut(NativeProcess process)
    {
        if (process.HeldBackSince is null)
            return;
        process.HeldBackSince = null;
        _holdingBack.Remove(process);
        Volatile.Write(ref _handingOverSince, Stopwatch.GetTimestamp());
        process.Observer.OnOutputQuiet();
        Volatile.Write(ref _handingOverSince, 0);
    }

    private void GiveOutHeldBack()
    {
        for (int i = _holdingBack.Count - 1; i >= 0; i--)
        {
            NativeProcess process = _holdingBack[i];
            if (Stopwatch.GetElapsedTime(process.HeldBackSince!.Value) >= ProcessOutput.QuietPeriod)
                GiveOut(process);
        }
    }

    private TimeSpan TimeToNextLook()
    {
        TimeSpan next = Processes == 0 ? IdlePeriod : Timeout.InfiniteTimeSpan;
        foreach (NativeProcess process in _holdingBack)
        {
            TimeSpan left = ProcessOutput.QuietPeriod - Stopwatch.GetElapsedTime(process.HeldBackSince!.Value);
            left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
            next = next < TimeSpan.Zero || left < next ? left : next;
        }

        return next;
    }
}
