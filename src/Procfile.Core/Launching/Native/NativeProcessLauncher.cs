using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// Starts processes on Linux with <c>posix_spawn</c>, each in a session of its own, and watches them with pidfds: two threads for
/// all of them, none of the host's thread pool, and no <c>SIGCHLD</c> handler that could disturb the host's other children.
/// </summary>
public sealed class NativeProcessLauncher : IProcessLauncher, IDisposable
{
    private const int LowestOwnDescriptor = 64;

    /// <summary>What the markers of all processes that this host has started begin with.</summary>
    internal static readonly string MarkerPrefix = Guid.NewGuid().ToString("N") + "-";
    private static long _lastKey;

    private readonly ConcurrentDictionary<int, NativeProcess> _leaders = new();
    private readonly OutputPump _pump = new();
    private readonly ExitWatcher _watcher;

    /// <summary>Sets up the reactor.</summary>
    /// <exception cref="PlatformNotSupportedException">See <see cref="IsSupported"/>.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The operating system has no descriptor left.</exception>
    public NativeProcessLauncher()
    {
        if (!IsSupported)
            throw new PlatformNotSupportedException("The native launcher needs Linux 5.4 and a host that is not process 1.");
        try
        {
            _watcher = new ExitWatcher(_pump);
        }
        catch
        {
            _pump.Stop();
            throw;
        }

        Sweeper = new ProcessSweeper(IsLiveLeader);
    }

    /// <summary>
    /// Whether this launcher can work here: Linux with pidfds (5.4), and not as process 1, where the .NET runtime reaps every child
    /// before anybody else can see its status.
    /// </summary>
    public static bool IsSupported { get; } = Probe();

    internal bool SignalsGroupsByPidFd { get; } = PidFd.SupportsGroups();

    internal ProcessSweeper Sweeper { get; }

    /// <inheritdoc/>
    public LaunchResult Start(ProcessSpec spec, IProcessObserver observer)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(observer);
        observer = new GuardedObserver(observer);
        string path = "";
        LaunchFailure? failure = SpecCheck.Find(spec);
        failure ??= ExecutableLocator.Find(spec.Arguments[0], spec.Environment, spec.Directory, out path);
        if (failure is not null)
            return LaunchResult.Failed(failure);

        int read = -1, write = -1;
        if (spec.Streams == ProcessStreams.Piped && !TryOpenPipe(out read, out write))
            return LaunchResult.Failed(SpawnFailure.From(Marshal.GetLastPInvokeError(), spec));

        long key = Interlocked.Increment(ref _lastKey);
        int error = Spawn(spec, path, key, write, out int pid);
        if (write >= 0)
            _ = Libc.Close(write);
        if (error != 0)
        {
            if (read >= 0)
                _ = Libc.Close(read);
            return LaunchResult.Failed(SpawnFailure.From(error, spec));
        }

        return Watch(spec, observer, key, pid, read);
    }

    /// <summary>Ends the threads as soon as the processes that still run have ended, those that were let go included.</summary>
    public void Dispose()
    {
        _watcher.Stop();
        _pump.Stop();
        Sweeper.Stop();
    }

    internal static string MarkerOf(long key) => string.Create(CultureInfo.InvariantCulture, $"{MarkerPrefix}{key};");

    internal void Forget(NativeProcess process)
    {
        _leaders.TryRemove(new KeyValuePair<int, NativeProcess>(process.Id, process));
        if (process.Output >= 0)
            _pump.Close(process);
    }

    private static bool Probe()
    {
        // The numbers of system calls and the layout of what they return are known for these only.
        bool known = RuntimeInformation.ProcessArchitecture is
            Architecture.X64 or Architecture.Arm64 or Architecture.RiscV64 or Architecture.LoongArch64;
        if (!OperatingSystem.IsLinux() || !known || Environment.ProcessId == 1)
            return false;
        int self = PidFd.Open(Environment.ProcessId);
        if (self < 0)
            return false;
        bool canWait = PidFd.CanWait(self);
        _ = Libc.Close(self);
        return canWait;
    }

    private bool IsLiveLeader(int id) => _leaders.TryGetValue(id, out NativeProcess? process) && !process.HasEnded;

    private LaunchResult Watch(ProcessSpec spec, IProcessObserver observer, long key, int pid, int read)
    {
        int pidFd = PidFd.Open(pid);
        if (pidFd < 0)
        {
            LaunchFailure failure = SpawnFailure.From(Marshal.GetLastPInvokeError(), spec);
            KillAndReap(pid);
            if (read >= 0)
                _ = Libc.Close(read);
            return LaunchResult.Failed(failure);
        }

        var process = new NativeProcess(this, key, pid, pidFd, read, spec.Streams == ProcessStreams.Piped, observer);
        _leaders[pid] = process;
        observer.OnStarted(process);
        if (process.TryOpenOutput(_pump) && _watcher.TryWatch(process))
            return LaunchResult.Started(process);

        // A process that cannot be watched must not run. It has been announced, so its end is reported as well.
        KillAndReap(pid);
        process.EndUnwatched();
        return LaunchResult.Started(process);
    }

    private static unsafe void KillAndReap(int pid)
    {
        // Not yet reaped, so the number is still this process's.
        _ = Libc.Kill(-pid, ProcessSignal.Kill.Number);
        _ = Libc.Kill(pid, ProcessSignal.Kill.Number);
        int status;
        _ = Libc.WaitPid(pid, &status, 0);
    }

    private static int Spawn(ProcessSpec spec, string path, long key, int output, out int pid)
    {
        string outer = spec.Environment.TryGetValue(ProcessSweeper.MarkerName, out string? value) ? value : "";
        StringVector arguments = StringVector.Of(spec.Arguments.AsSpan());
        StringVector environment = StringVector.Of(spec.Environment, ProcessSweeper.MarkerName, outer + MarkerOf(key));
        int error = InheritedDescriptors.Hold(spec.InheritedHandles, out InheritedDescriptors inherited);
        pid = 0;
        try
        {
            if (error != 0)
                return error;
            error = PosixSpawn.Start(path, arguments, environment, spec.Directory, output, inherited.Numbers, out pid);
            return error == Errno.NotExecutableFormat ? SpawnScript(spec, path, environment, output, inherited.Numbers, out pid) : error;
        }
        finally
        {
            inherited.Dispose();
            environment.Dispose();
            arguments.Dispose();
        }
    }

    /// <summary>A file without a <c>#!</c> line is a script of the shell: POSIX, 2.9.1.4, and what every shell does.</summary>
    private static int SpawnScript(
        ProcessSpec spec, string path, StringVector environment, int output, ReadOnlySpan<int> inherited, out int pid)
    {
        StringVector arguments = StringVector.Of((ReadOnlySpan<string>)[spec.Arguments[0], path, .. spec.Arguments.AsSpan()[1..]]);
        try
        {
            return PosixSpawn.Start("/bin/sh", arguments, environment, spec.Directory, output, inherited, out pid);
        }
        finally
        {
            arguments.Dispose();
        }
    }

    private static unsafe bool TryOpenPipe(out int read, out int write)
    {
        int* ends = stackalloc int[2];
        (read, write) = (-1, -1);
        if (Libc.Pipe(ends, Libc.CloseOnExec) != 0)
            return false;
        // Away from 0 to 2: in a host without standard streams a pipe could get one of the numbers that the child needs.
        read = ends[0];
        write = MoveUp(ends[1]);
        _ = Libc.Control(read, Libc.SetFlags, Libc.NonBlocking);
        return true;
    }

    private static int MoveUp(int descriptor)
    {
        if (descriptor > 2)
            return descriptor;
        int moved = Libc.Control(descriptor, Libc.DuplicateCloseOnExec, LowestOwnDescriptor);
        if (moved < 0)
            return descriptor;
        _ = Libc.Close(descriptor);
        return moved;
    }
}
