using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>Calls on a pidfd: a descriptor that means one process for ever, however often its number is reused.</summary>
internal static unsafe class PidFd
{
    private const nint OpenCall = 434, SendSignalCall = 424;
    private const nint GroupFlag = 1 << 2;
    private static readonly nint WaitCall = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 247 : 95;

    /// <summary>Opens a descriptor for a living or not yet reaped process; negative on failure (see the last error).</summary>
    internal static int Open(int pid) => (int)Libc.SystemCall(OpenCall, pid, 0, 0, 0, 0);

    /// <summary>Sends a signal to the process, or to every member of the group that it leads or has led.</summary>
    /// <returns>0, or the error number.</returns>
    internal static int SendSignal(int pidFd, int signal, bool group) =>
        Libc.SystemCall(SendSignalCall, pidFd, signal, 0, group ? GroupFlag : 0, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Whether group signals by pidfd exist here (Linux 6.9): they reach the members after the leader is reaped.</summary>
    internal static bool SupportsGroups()
    {
        int self = Open(Environment.ProcessId);
        if (self < 0)
            return false;
        int error = SendSignal(self, 0, group: true);
        _ = Libc.Close(self);
        // A host that leads no group is answered with "no such process"; an old kernel does not know the flag.
        return error != Errno.Invalid;
    }

    /// <summary>Whether the end of a process can be waited for by its descriptor (Linux 5.4).</summary>
    /// <param name="self">A descriptor of this very process: nobody's own child.</param>
    internal static bool CanWait(int self)
    {
        int* info = stackalloc int[32];
        return Libc.SystemCall(WaitCall, Libc.WaitByPidFd, self, (nint)info, Libc.WaitExited | Libc.WaitNoHang, 0) != 0
            && Marshal.GetLastPInvokeError() == Errno.NoChild;
    }

    /// <summary>Asks how the process ended.</summary>
    /// <param name="pidFd">The descriptor.</param>
    /// <param name="keepZombie">Leaves the process unreaped, so that its number and its group's stay taken.</param>
    /// <param name="exit">How it ended.</param>
    /// <returns>Whether it has ended.</returns>
    internal static bool TryWait(int pidFd, bool keepZombie, out ProcessExit exit)
    {
        const int exited = 1, killed = 2, dumped = 3;
        int* info = stackalloc int[32];
        long* usage = stackalloc long[18];
        new Span<int>(info, 32).Clear();
        new Span<long>(usage, 18).Clear();
        nint options = Libc.WaitExited | Libc.WaitNoHang | (keepZombie ? Libc.WaitNoReap : 0);
        if (Libc.SystemCall(WaitCall, Libc.WaitByPidFd, pidFd, (nint)info, options, (nint)usage) != 0)
        {
            exit = ProcessExit.Unknown;
            return Marshal.GetLastPInvokeError() != Errno.Interrupted && TryGetExitOfReaped(pidFd, out exit);
        }

        int code = info[2], status = info[6];
        exit = code switch
        {
            exited => ProcessExit.WithCode(status),
            killed or dumped => ProcessExit.BySignal(status, code == dumped),
            _ => ProcessExit.Unknown,
        };
        exit = exit with
        {
            Usage = new ProcessResourceUsage(Time(usage[0], usage[1]), Time(usage[2], usage[3]), usage[4] * 1024),
        };
        return info[0] != 0;

        static TimeSpan Time(long seconds, long microseconds) => new((seconds * TimeSpan.TicksPerSecond) + (microseconds * 10));
    }

    /// <summary>
    /// The status of a process that somebody else in this host has reaped (a blanket <c>waitpid(-1)</c>): Linux 6.15 still knows it.
    /// </summary>
    /// <returns>Whether it is over: for a moment the process is taken already and its status not yet put down.</returns>
    private static bool TryGetExitOfReaped(int pidFd, out ProcessExit exit)
    {
        const ulong exitField = 1 << 3;
        const nuint getInfo = (3u << 30) | (64u << 16) | (0xFFu << 8) | 11u;
        ulong* info = stackalloc ulong[8];
        new Span<ulong>(info, 8).Clear();
        info[0] = exitField;
        exit = ProcessExit.Unknown;
        if (Libc.DeviceControl(pidFd, getInfo, info) != 0)
            return true;
        if ((info[0] & exitField) == 0)
            return false;
        int status = ((int*)info)[15], signal = status & 0x7f;
        exit = signal == 0 ? ProcessExit.WithCode((status >> 8) & 0xff) : ProcessExit.BySignal(signal, (status & 0x80) != 0);
        return true;
    }
}
