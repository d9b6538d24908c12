using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Procfile.Core.Launching.Native.Orphans;

/// <summary>
/// Ends the processes of a host that has died. The guard is a shell that waits at one end of a pipe, the lifeline, whose other end
/// only the host has: the kernel closes it however the host dies.
/// </summary>
/// <remarks>All members belong to one thread, but for <see cref="Roster"/>, <see cref="ProcessId"/> and those that wait.</remarks>
internal sealed unsafe class OrphanGuard
{
    /// <summary>The key under which the lifeline is watched; those of processes are positive.</summary>
    internal const long Key = -1;

    private const string Shell = "/bin/sh";
    private const string FallbackPath = "/usr/local/bin:/usr/bin:/bin";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource _tried = new();
    private readonly TaskCompletionSource _dismissed = new();
    private readonly string _marker;
    private readonly LauncherLog _log;
    private int _lifeline = -1;
    private int _processId;
    private long? _lastTry;
    private bool _reported;

    private OrphanGuard(string marker, GroupRoster roster, LauncherLog log) => (_marker, Roster, _log) = (marker, roster, log);

    internal GroupRoster Roster { get; }

    /// <summary>The guard's process, or null while there is none.</summary>
    internal int? ProcessId => Volatile.Read(ref _processId) is > 0 and var id ? id : null;

    /// <summary>How long until <see cref="Tend"/> has something to do.</summary>
    internal TimeSpan TimeToNextTry => _lifeline >= 0 ? Timeout.InfiniteTimeSpan
        : _lastTry is { } last && Patience - Stopwatch.GetElapsedTime(last) is var left && left > TimeSpan.Zero ? left
        : TimeSpan.Zero;

    internal static OrphanGuard? TryCreate(string marker, LauncherLog log)
    {
        if (GroupRoster.TryCreate() is { } roster)
            return new OrphanGuard(marker, roster, log);
        log.GuardUnavailable(Marshal.GetLastPInvokeErrorMessage());
        return null;
    }

    /// <summary>Waits until the guard is there, or cannot be had now: no process should start unguarded before.</summary>
    internal void WaitForFirst() => _tried.Task.GetAwaiter().GetResult();

    /// <summary>Starts a guard when there is none, once a second at most.</summary>
    internal void Tend(Epoll epoll)
    {
        if (TimeToNextTry != TimeSpan.Zero)
            return;
        _lastTry = Stopwatch.GetTimestamp();
        int error = Start();
        if (error == 0 && !epoll.TryAdd(_lifeline, Key, oneShot: false))
            error = Marshal.GetLastPInvokeError();
        if (error != 0 && !_reported)
            _log.GuardUnavailable(Marshal.GetPInvokeErrorMessage(error));
        _reported = error != 0;
        _tried.TrySetResult();
    }

    /// <summary>The lifeline has broken: nobody holds its other end.</summary>
    internal void Replace(Epoll epoll)
    {
        epoll.Remove(_lifeline);
        Bury();
        _log.GuardLost();
        Tend(epoll);
    }

    /// <summary>Sends the guard home: this is an orderly end, nobody is to be killed.</summary>
    internal void Dismiss()
    {
        if (_lifeline >= 0)
        {
            byte line = (byte)'\n';
            _ = Libc.Write(_lifeline, &line, 1);
        }

        _dismissed.TrySetResult();
        Roster.Close();
        if (_lifeline >= 0)
            Bury();
    }

    /// <summary>Waits until the guard knows that it is dismissed.</summary>
    internal void WaitForDismissal(TimeSpan limit) => _dismissed.Task.Wait(limit);

    private void Bury()
    {
        _ = Libc.Close(_lifeline);
        _lifeline = -1;
        int status, id = Interlocked.Exchange(ref _processId, 0);
        _ = Libc.WaitPid(id, &status, 0);
    }

    private int Start()
    {
        int* ends = stackalloc int[2];
        if (Libc.Pipe(ends, Libc.CloseOnExec) != 0)
            return Marshal.GetLastPInvokeError();
        using var waiting = new SafeFileHandle(ends[0], ownsHandle: true);
        int error = Spawn(waiting, out int id);
        if (error != 0)
        {
            _ = Libc.Close(ends[1]);
            return error;
        }

        _lifeline = ends[1];
        Volatile.Write(ref _processId, id);
        return 0;
    }

    private int Spawn(SafeFileHandle waiting, out int id)
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        StringVector arguments = StringVector.Of([Shell, "-c", $"eval \"${GuardScript.Variable}\"", "procfile-guard", _marker]);
        // Nothing else of the host's environment, and no marker: guards of hosts within hosts must not end one another.
        StringVector environment = StringVector.Of([$"PATH={(path is null ? "" : path + ":")}{FallbackPath}", $"{GuardScript.Variable}={GuardScript.Text}"]);
        int error = InheritedDescriptors.Hold([waiting, Roster.File], out InheritedDescriptors inherited);
        id = 0;
        try
        {
            return error != 0 ? error
                : PosixSpawn.Start(Shell, arguments, environment, directory: "/", StandardStreams.None, inherited.Numbers, out id);
        }
        finally
        {
            inherited.Dispose();
            environment.Dispose();
            arguments.Dispose();
        }
    }
}
