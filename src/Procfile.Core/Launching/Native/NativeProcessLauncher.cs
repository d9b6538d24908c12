using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Procfile.Core.Launching.Native.Orphans;
using Procfile.Core.Launching.Native.Sweeping;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// Starts processes on Linux with <c>posix_spawn</c>, each in a session of its own, and watches them with pidfds: one thread for
/// all of them and one for each lane of output (<see cref="IProcessObserver.OutputLane"/>), none of the host's thread pool, and no <c>SIGCHLD</c> handler that could disturb the host's other children.
/// </summary>
public sealed class NativeProcessLauncher : IProcessLauncher, IDisposable
{
    private readonly ConcurrentDictionary<int, NativeProcess> _leaders = new();
    private readonly OrphanGuard? _guard;
    private readonly ExitWatcher _watcher;
    private long _lastKey;

    /// <summary>Sets up the reactor.</summary>
    /// <param name="options">How the launcher works; default when null.</param>
    /// <exception cref="PlatformNotSupportedException">See <see cref="IsSupported"/>.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">The operating system has no descriptor left.</exception>
    public NativeProcessLauncher(LauncherOptions? options = null)
    {
        if (!IsSupported)
            throw new PlatformNotSupportedException("The native launcher needs Linux 5.4 and a host that is not process 1.");
        options ??= new LauncherOptions();
        if (options.OrphanPolicy == OrphanPolicy.Kill)
            _guard = OrphanGuard.TryCreate(MarkerPrefix, new LauncherLog(options.LoggerFactory));
        _watcher = new ExitWatcher(_guard);
        Sweeper = new ProcessSweeper(MarkerPrefix, IsLiveLeader);
        OpenFileLimit.Raise();
    }

    /// <summary>The process that ends all others when the host dies; null when there is none (see <see cref="OrphanPolicy"/>).</summary>
    public int? OrphanGuardId => _guard?.ProcessId;

    /// <summary>
    /// Whether this launcher can work here: Linux with pidfds (5.4), and not as process 1, where the .NET runtime reaps every child
    /// before anybody else can see its status.
    /// </summary>
    public static bool IsSupported { get; } = Probe();

    internal bool SignalsGroupsByPidFd { get; } = PidFd.SupportsGroups();

    internal ProcessSweeper Sweeper { get; }

    internal OutputPumps Pumps { get; } = new();

    /// <summary>What the markers of all processes that this launcher has started begin with.</summary>
    internal string MarkerPrefix { get; } = Guid.NewGuid().ToString("N") + "-";

    internal GroupRoster? Roster => _guard?.Roster;

    /// <inheritdoc/>
    public LaunchResult Start(ProcessSpec spec, IProcessObserver observer)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(observer);
        observer = new GuardedObserver(observer);
        string path = "";
        LaunchFailure? failure = SpecCheck.Find(spec);
        failure ??= ExecutableLocator.Find(spec.Arguments[0], spec.Environment, spec.Directory, out path);
        ImmutableArray<string> arguments = spec.Arguments;
        if (failure is null && spec.User is not null)
            failure = UserChange.Prepare(spec, ref path, ref arguments);
        if (failure is not null)
            return LaunchResult.Failed(failure);

        int error = OutputChannel.TryOpen(spec, out OutputChannel channel);
        if (error != 0)
            return LaunchResult.Failed(SpawnFailure.From(error, spec));

        OutputPump? pump = null;
        if (channel.NearEnd >= 0)
            error = Pumps.TryEnter(observer.OutputLane, out pump);
        if (error != 0)
        {
            channel.CloseFarEnd();
            channel.CloseNearEnd();
            return LaunchResult.Failed(SpawnFailure.From(error, spec));
        }

        _guard?.WaitForFirst();
        long key = Interlocked.Increment(ref _lastKey);
        NumberMark before = Sweeper.MarkBirth();
        int pid = 0;
        failure = SpawningThread.Run(spec, () => Spawn(spec, path, arguments, key, channel.Streams, out pid), out error);
        channel.CloseFarEnd();
        if (failure is null && error == 0)
            return Watch(spec, observer, key, pid, before, channel, pump);
        channel.CloseNearEnd();
        if (pump is not null)
            Pumps.Leave(pump);
        return LaunchResult.Failed(failure ?? SpawnFailure.From(error, spec));
    }

    /// <summary>Ends the threads as soon as the processes that still run have ended, those that were let go included.</summary>
    public void Dispose()
    {
        _watcher.Stop();
        Pumps.Stop();
        Sweeper.Stop();
    }

    internal string MarkerOf(long key) => string.Create(CultureInfo.InvariantCulture, $"{MarkerPrefix}{key};");

    internal void Forget(NativeProcess process)
    {
        _leaders.TryRemove(new KeyValuePair<int, NativeProcess>(process.Id, process));
        if (process.Output >= 0)
            process.Pump!.Close(process);
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

    internal bool IsLiveLeader(int id) => _leaders.TryGetValue(id, out NativeProcess? process) && !process.HasEnded;

    private LaunchResult Watch(
        ProcessSpec spec, IProcessObserver observer, long key, int pid, NumberMark before, OutputChannel channel, OutputPump? pump)
    {
        OpenFileLimit.Apply(pid, spec.OpenFiles);
        int pidFd = PidFd.Open(pid);
        int error = pidFd < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (error is not (0 or Errno.NoProcess))
        {
            KillAndReap(pid);
            channel.CloseNearEnd();
            if (pump is not null)
                Pumps.Leave(pump);
            return LaunchResult.Failed(SpawnFailure.From(error, spec));
        }

        var process = new NativeProcess(this, key, pid, before, pidFd, channel, pump, observer);
        _leaders[pid] = process;
        observer.OnStarted(process);
        if (process.TryOpenOutput() && (pidFd < 0 ? TryEndUnseen(process) : _watcher.TryWatch(process)))
            return LaunchResult.Started(process);

        // A process that cannot be watched must not run. It has been announced, so its end is reported as well.
        if (pidFd >= 0)
            KillAndReap(pid);
        process.EndUnseen();
        process.ReportExit();
        return LaunchResult.Started(process);
    }

    /// <summary>The process has run, ended, and was reaped by somebody else in this host before it could be looked at.</summary>
    private static bool TryEndUnseen(NativeProcess process)
    {
        process.EndUnseen();
        if (process.Pump is null)
            process.ReportExit();
        else
            process.Pump.Drain(process);
        return true;
    }

    private static unsafe void KillAndReap(int pid)
    {
        // Not yet reaped, so the number is still this process's.
        _ = Libc.Kill(-pid, ProcessSignal.Kill.Number);
        _ = Libc.Kill(pid, ProcessSignal.Kill.Number);
        int status;
        _ = Libc.WaitPid(pid, &status, 0);
    }

    private int Spawn(ProcessSpec spec, string path, ImmutableArray<string> words, long key, StandardStreams streams, out int pid)
    {
        string outer = spec.Environment.TryGetValue(ProcessSweeper.MarkerName, out string? value) ? value : "";
        StringVector arguments = StringVector.Of(words.AsSpan());
        StringVector environment = StringVector.Of(spec.Environment, ProcessSweeper.MarkerName, outer + MarkerOf(key));
        int error = InheritedDescriptors.Hold(spec.InheritedHandles, out InheritedDescriptors inherited);
        pid = 0;
        try
        {
            if (error != 0)
                return error;
            error = PosixSpawn.Start(path, arguments, environment, spec.Directory, streams, inherited.Numbers, out pid);
            return error == Errno.NotExecutableFormat && ExecutableLocator.IsText(path, spec.Directory)
                ? SpawnScript(spec, path, words, environment, streams, inherited.Numbers, out pid)
                : error;
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
        ProcessSpec spec, string path, ImmutableArray<string> words, StringVector environment, StandardStreams streams, ReadOnlySpan<int> inherited, out int pid)
    {
        StringVector arguments = StringVector.Of((ReadOnlySpan<string>)[words[0], path, .. words.AsSpan()[1..]]);
        try
        {
            return PosixSpawn.Start("/bin/sh", arguments, environment, spec.Directory, streams, inherited, out pid);
        }
        finally
        {
            arguments.Dispose();
        }
    }
}
