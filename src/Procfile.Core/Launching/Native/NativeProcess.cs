using Procfile.Core.Launching.Native.Sweeping;

namespace Procfile.Core.Launching.Native;

/// <summary>A process started by <see cref="NativeProcessLauncher"/>: its pidfd, its output pipe, and what it left behind.</summary>
internal sealed class NativeProcess : IProcessHandle
{
    private readonly NativeProcessLauncher _launcher;
    private readonly TaskCompletionSource<ProcessExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _signalling = new();
    private List<Escapee>? _escapees;
    private ProcessExit _exit;
    private int? _rosterPlace;
    private int _exitReported;
    private bool _ended;
    private bool _reaped;
    private bool _disposed;
    private int _reasonsToPump = 2;

    internal NativeProcess(
        NativeProcessLauncher launcher, long key, int id, NumberMark bornAfter, int pidFd, OutputChannel channel, OutputPump? pump, IProcessObserver observer)
    {
        (_launcher, Key, Id, PidFd, Pump, Observer) = (launcher, key, id, pidFd, pump, observer);
        // The numbers have gone round in between.
        BornAfter = id > bornAfter.Last ? bornAfter : default;
        (Output, Terminal, LeadsGroup) = (channel.NearEnd, channel.Terminal, !channel.Streams.AreHosts);
        if (LeadsGroup)
            _rosterPlace = launcher.Roster?.Enter(id);
    }

    public int Id { get; }

    public Task<ProcessExit> Exited => _exited.Task;

    /// <summary>Names the process among all of its launcher.</summary>
    internal long Key { get; }

    internal int PidFd { get; }

    /// <summary>Where the numbers of processes were before this one was started.</summary>
    internal NumberMark BornAfter { get; }

    /// <summary>See <see cref="SweepQuestion.FindStartTime"/>. Belongs to the <see cref="ProcessSweeper"/>.</summary>
    internal ulong StartTime { get; set; }

    /// <summary>Whether the kernel has said how the process ended.</summary>
    internal bool HasEnded => Volatile.Read(ref _ended);

    /// <summary>What reads the output; null when there is nothing to read.</summary>
    internal OutputPump? Pump { get; }

    /// <summary>What the output is read from; -1 when there is nothing. Belongs to the <see cref="OutputPump"/>.</summary>
    internal int Output { get; set; }

    /// <summary>The other end of the terminal that it is; -1 for a pipe. Belongs to the <see cref="OutputPump"/>.</summary>
    internal int Terminal { get; set; }

    /// <summary>Whether the process leads a session and a group of its own.</summary>
    internal bool LeadsGroup { get; }

    /// <summary>Whether signals can reach the group: not when the process was reaped by somebody else at once.</summary>
    internal bool GroupIsInReach => PidFd >= 0;

    /// <summary>
    /// Whether the process's number has been given back to the operating system, as nobody in its group or session is left: whoever
    /// has it from then on is a stranger. Belongs to the <see cref="ProcessSweeper"/>.
    /// </summary>
    internal bool NumberIsFree { get; private set; }

    /// <summary>Stands in the environment of the process and of all its descendants.</summary>
    internal string Marker => _launcher.MarkerOf(Key);

    internal IProcessObserver Observer { get; }

    /// <summary>Whether the observer holds back an unfinished line, and since when. Belongs to the <see cref="OutputPump"/>.</summary>
    internal long? HeldBackSince { get; set; }

    public bool Signal(ProcessSignal signal, bool wholeGroup)
    {
        lock (_signalling)
        {
            if (_disposed)
                return false;
            if (!wholeGroup || !LeadsGroup)
            {
                bool leader = !_ended && Native.PidFd.SendSignal(PidFd, signal.Number, group: false) == 0;
                return (wholeGroup && SignalEscapees(signal)) | leader;
            }

            return SignalGroup(signal.Number) | SignalEscapees(signal);
        }
    }

    public void Sweep() => _launcher.Sweeper.Request(this);

    public void Dispose()
    {
        lock (_signalling)
        {
            if (_disposed)
                return;
            _disposed = true;
            _launcher.Forget(this);
            foreach (Escapee escapee in _escapees ?? [])
                _ = Libc.Close(escapee.PidFd);
            // One that still runs is reaped when it ends, by the watcher: otherwise a zombie would stay as long as the host.
            if (_ended)
                ReapAndClose();
        }
    }

    /// <summary>Begins to read the output, unless the process was let go in the meantime.</summary>
    internal bool TryOpenOutput()
    {
        lock (_signalling)
            return _disposed || Pump is null || Pump.TryOpen(this);
    }

    /// <summary>One of the two reasons to pump is gone: the pipe is closed, or the exit is reported.</summary>
    internal void LeavePump()
    {
        if (Pump is not null && Interlocked.Decrement(ref _reasonsToPump) == 0)
            _launcher.Pumps.Leave(Pump);
    }

    /// <summary>Takes the status from the kernel.</summary>
    /// <returns>Whether the process has ended.</returns>
    internal bool TryTakeExit()
    {
        lock (_signalling)
        {
            // The zombie keeps the number of the group and the session ours for as long as somebody may be left in them.
            bool keepZombie = LeadsGroup && !_disposed;
            if (!Native.PidFd.TryWait(PidFd, keepZombie, out _exit))
                return false;
            EndNow(reaped: !keepZombie);
            return true;
        }
    }

    /// <summary>Notes the end of a process that was reaped before anybody could see how it ended.</summary>
    internal void EndUnseen()
    {
        lock (_signalling)
            EndNow(reaped: true);
    }

    /// <summary>Tells that the process has ended; only the first call does. An observer that has let go hears of it no more.</summary>
    internal void ReportExit()
    {
        if (Interlocked.Exchange(ref _exitReported, 1) != 0)
            return;
        if (!Volatile.Read(ref _disposed))
            Observer.OnExited(_exit);
        _exited.TrySetResult(_exit);
        LeavePump();
    }

    /// <summary>Nobody is left in the group and the session: the number is the operating system's to give to a stranger.</summary>
    internal void GiveNumberBack()
    {
        NumberIsFree = true;
        lock (_signalling)
        {
            Reap();
            StrikeFromRoster();
        }
    }

    /// <summary>Whether the group has a member, as far as a signal can tell: zombies that nobody reaps count as well.</summary>
    internal bool GroupMayHaveMembers()
    {
        lock (_signalling)
        {
            // The leader's own zombie must not be the witness. Before Linux 6.9 it has to stay: the group has no other name.
            if (_ended && _launcher.SignalsGroupsByPidFd)
                Reap();
            return !_disposed && LeadsGroup && SignalGroup(0);
        }
    }

    /// <summary>Whether the kernel knows of members of the group although nobody was seen: they come and go faster than one can look.</summary>
    internal bool HasUnseenMembers() => _launcher.SignalsGroupsByPidFd && HasEnded && !NumberIsFree && GroupMayHaveMembers();

    /// <summary>Remembers a process that has left the group, and asks it to end.</summary>
    internal void AddEscapee(ProcEntry entry)
    {
        lock (_signalling)
        {
            if (_disposed || (_escapees?.Any(known => known.Id == entry.Id && known.StartTime == entry.StartTime) ?? false))
                return;
            int pidFd = Native.PidFd.Open(entry.Id);
            if (pidFd < 0)
                return;
            // The number may have passed to a stranger since the scan; a descriptor opened before the second look cannot.
            if (!ProcEntry.TryRead(entry.Id, out ProcEntry now) || now.StartTime != entry.StartTime)
            {
                _ = Libc.Close(pidFd);
                return;
            }

            (_escapees ??= []).Add(new Escapee(entry.Id, entry.StartTime, pidFd));
            _ = Native.PidFd.SendSignal(pidFd, ProcessSignal.Term.Number, group: false);
            _ = Native.PidFd.SendSignal(pidFd, ProcessSignal.Cont.Number, group: false);
        }
    }

    private void EndNow(bool reaped)
    {
        Volatile.Write(ref _ended, true);
        _reaped = reaped;
        if (_disposed)
            ReapAndClose();
    }

    private void ReapAndClose()
    {
        Reap();
        if (PidFd >= 0)
            _ = Libc.Close(PidFd);
        // Nobody will look any more whether the number is still taken.
        StrikeFromRoster();
    }

    private void Reap()
    {
        if (!_reaped)
            _ = Native.PidFd.TryWait(PidFd, keepZombie: false, out _);
        _reaped = true;
    }

    private void StrikeFromRoster()
    {
        if (_rosterPlace is { } place)
            _launcher.Roster!.Strike(place);
        _rosterPlace = null;
    }

    private bool SignalGroup(int signal) => GroupIsInReach && (_launcher.SignalsGroupsByPidFd
        ? Native.PidFd.SendSignal(PidFd, signal, group: true) == 0
        : Libc.Kill(-Id, signal) == 0);

    private bool SignalEscapees(ProcessSignal signal)
    {
        bool reached = false;
        foreach (Escapee escapee in _escapees ?? [])
            reached |= Native.PidFd.SendSignal(escapee.PidFd, signal.Number, group: false) == 0;
        return reached;
    }

    private readonly record struct Escapee(int Id, ulong StartTime, int PidFd);
}
