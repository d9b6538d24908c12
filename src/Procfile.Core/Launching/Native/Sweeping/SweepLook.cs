using System.Runtime.InteropServices;
using System.Text;

namespace Procfile.Core.Launching.Native.Sweeping;

/// <summary>
/// Looks at the processes of the machine for those that an ended one has left behind. Most are told apart by one cheap call, so that
/// hundreds of strangers cost next to nothing; only who is left is read about in <c>/proc</c>.
/// </summary>
/// <param name="markerPrefix">What all markers begin with.</param>
/// <param name="note">Notes where the process numbers are.</param>
/// <param name="isLiveLeader">Whether a number is that of a process of ours that runs.</param>
internal sealed class SweepLook(string markerPrefix, Func<NumberMark> note, Func<int, bool> isLiveLeader)
{
    /// <summary>So many numbers are tried out one by one, rather than asking who there is.</summary>
    private const int NumbersAtMost = 2048;

    private readonly byte[] _markerPrefix = Encoding.ASCII.GetBytes(markerPrefix);
    private readonly ProcessList _list = new();
    private readonly Dictionary<int, bool> _oldSessions = [];
    private List<SweepQuestion> _questions = [];
    private byte[] _environment = new byte[16 * 1024];
    private bool _knowsSessionNone;
    private ulong _earliestStart;

    /// <summary>Answers questions.</summary>
    /// <returns>Whether <c>/proc</c> could be read.</returns>
    internal bool TryAnswer(List<SweepQuestion> questions)
    {
        _questions = questions;
        // Session 0 is one that began outside this process namespace, and that of the kernel's own threads. Who leads a session of
        // its own has only descendants with sessions that began inside.
        _knowsSessionNone = questions.TrueForAll(question => question.Process.LeadsGroup);
        try
        {
            if (!ProcessList.IsOfThisNamespace())
                return false;
            if (!TryLookAtTheNew())
                LookAtAll();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>
    /// Looks at all that were born since the ended processes were, by their numbers. Whoever is not there any more when its turn comes
    /// has had its children before, with higher numbers: not even a chain of processes gets past.
    /// </summary>
    /// <returns>Whether the numbers tell.</returns>
    private bool TryLookAtTheNew()
    {
        NumberMark now = note();
        if (FirstNumber(now) is not { } next || now.Last - next > NumbersAtMost)
            return false;
        Begin();
        _earliestStart = 0;
        while (next <= now.Last)
        {
            while (next <= now.Last)
                LookAt(next++, mayBeThread: true);
            // Those that were born meanwhile.
            NumberMark before = now;
            now = note();
            if (now.Round != before.Round)
                return false;
        }

        return true;
    }

    private void LookAtAll()
    {
        int first = FirstNumber(note()) ?? 0;
        Begin();
        _earliestStart = _questions.Min(question => question.FindStartTime());
        foreach (int id in _list.Read())
        {
            if (id >= first)
                LookAt(id, mayBeThread: false);
        }
    }

    /// <summary>The lowest number that a descendant can have; null when it can have any.</summary>
    private int? FirstNumber(NumberMark now) =>
        _questions.TrueForAll(question => question.Process.BornAfter.IsFollowedBy(now)) ? _questions.Min(question => question.Process.Id) + 1 : null;

    private void Begin()
    {
        _oldSessions.Clear();
        _questions.ForEach(question => question.BeginLook());
    }

    private void LookAt(int id, bool mayBeThread)
    {
        // Leaders that run are known and nobody's left-overs, and so is whoever is in their sessions: setsid only makes new ones.
        if (id == Environment.ProcessId || isLiveLeader(id))
            return;
        int session = Libc.SessionOf(id);
        if (session < 0)
        {
            // Where a security module does not answer, /proc may.
            if (Marshal.GetLastPInvokeError() == Errno.NoProcess || !ProcEntry.TryRead(id, out ProcEntry entry))
                return;
            session = entry.Session;
        }

        if ((session == 0 && _knowsSessionNone) || isLiveLeader(session))
            return;
        if (OwnerOf(session) is { } owner)
        {
            if ((!mayBeThread || IsProcess(id)) && ProcEntry.TryRead(id, out ProcEntry entry))
                owner.NoteInSession(entry);
        }
        else if (!IsOld(session))
        {
            LookForMarker(id, mayBeThread);
        }
    }

    /// <summary>Whose session it is; the group of a number is always within its session.</summary>
    private SweepQuestion? OwnerOf(int session)
    {
        foreach (SweepQuestion question in _questions)
        {
            if (question.OwnsNumber && question.Process.Id == session)
                return question;
        }

        return null;
    }

    private void LookForMarker(int id, bool mayBeThread)
    {
        ReadOnlySpan<byte> markers = MarkersOf(id);
        if (markers.IsEmpty)
            return;
        foreach (SweepQuestion question in _questions)
        {
            if (markers.IndexOf(question.Marker) < 0)
                continue;
            if ((!mayBeThread || IsProcess(id)) && ProcEntry.TryRead(id, out ProcEntry entry) && entry.IsAlive)
                question.NoteEscapee(entry);
            return;
        }
    }

    /// <summary>Whether a session is older than any of the ended processes: nobody in it can be a descendant.</summary>
    private bool IsOld(int session)
    {
        if (_earliestStart == 0)
            return false;
        if (!_oldSessions.TryGetValue(session, out bool old))
        {
            // As long as somebody is in the session its number is not given out anew: whoever has it has begun the session.
            old = ProcEntry.TryRead(session, out ProcEntry leader) && leader.StartTime < _earliestStart;
            _oldSessions[session] = old;
        }

        return old;
    }

    /// <summary>Threads have numbers too. If it cannot be told it is taken for a process.</summary>
    private static bool IsProcess(int id)
    {
        int descriptor = PidFd.Open(id);
        if (descriptor < 0)
            return Marshal.GetLastPInvokeError() is not (Errno.NoProcess or Errno.NoEntry or Errno.Invalid);
        _ = Libc.Close(descriptor);
        return true;
    }

    /// <summary>The markers in a process's environment, read once however many questions there are.</summary>
    private ReadOnlySpan<byte> MarkersOf(int id)
    {
        ReadOnlySpan<byte> environment = ProcEntry.ReadEnvironment(id, ref _environment);
        int first = environment.IndexOf(_markerPrefix);
        if (first < 0)
            return default;
        int length = environment[first..].IndexOf((byte)0);
        return length < 0 ? environment[first..] : environment.Slice(first, length);
    }
}
