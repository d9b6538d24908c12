using System.Buffers.Text;

namespace Procfile.Core.Launching.Native.Sweeping;

/// <summary>
/// Follows how the operating system gives out process numbers: one after the other, and from the beginning again when they are used
/// up. As long as they have not gone round, whatever a process has started has a number above its own.
/// </summary>
internal sealed unsafe class NumberLine(TimeProvider time)
{
    // No processor makes a process, or tries to in vain, in less; and they take their numbers one after the other under one lock.
    private const double MicrosecondsOfProcessor = 4, MicrosecondsOfLock = 0.25;
    private const int Reserved = 300, NumbersOfThread = 3, LongestText = 128;
    private static readonly TimeSpan TimeOfNumber =
        TimeSpan.FromMicroseconds(Math.Max(MicrosecondsOfLock, MicrosecondsOfProcessor / Math.Max(1, Libc.Configured(Libc.Processors))));

    private readonly Lock _gate = new();
    private int _round;
    private int _last;
    private int _threads;
    private long _since;

    /// <summary>Notes where the numbers are.</summary>
    /// <returns>Nothing, where that cannot be read.</returns>
    internal NumberMark Note()
    {
        lock (_gate)
        {
            long begun = time.GetTimestamp();
            if (!TryRead(out int last, out int threads, out int end))
                return default;

            // A number stays taken for a thread, and for a group and a session that outlive their leader: all others were free.
            int free = end - Reserved - (NumbersOfThread * Math.Max(threads, _threads));
            if (_round == 0 || last < _last || time.GetElapsedTime(_since) >= free * TimeOfNumber)
                _round++;
            (_last, _threads, _since) = (last, threads, begun);
            return new NumberMark(_round, last);
        }
    }

    private static bool TryRead(out int last, out int threads, out int end)
    {
        byte* buffer = stackalloc byte[LongestText];
        (last, threads) = (0, 0);
        if (!Utf8Parser.TryParse(Read("/proc/sys/kernel/pid_max\0"u8, buffer), out end, out _))
            return false;
        // 0.76 0.94 3.37 4/153 8637: the load, threads that run and all of them, the last number.
        ReadOnlySpan<byte> load = Read("/proc/loadavg\0"u8, buffer);
        return Utf8Parser.TryParse(load[(load.IndexOf((byte)'/') + 1)..], out threads, out _)
            && Utf8Parser.TryParse(load[(load.LastIndexOf((byte)' ') + 1)..], out last, out _);
    }

    private static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> path, byte* buffer)
    {
        try
        {
            fixed (byte* start = path)
                return new ReadOnlySpan<byte>(buffer, Math.Max(0, ProcEntry.ReadFile(start, buffer, LongestText)));
        }
        catch (IOException)
        {
            return default;
        }
    }
}
