using System.Runtime.InteropServices;
using System.Text;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// Finds what ended processes have left behind: by group, by session, and, for those that left both with <c>setsid</c>, by the
/// marker in the environment that every descendant inherits. One look through <c>/proc</c> answers all who ask meanwhile.
/// </summary>
internal sealed class ProcessSweeper
{
    /// <summary>The name of the marker variable.</summary>
    internal const string MarkerName = "PROCFILE_INCARNATION";

    private readonly object _gate = new();
    private readonly byte[] _markerPrefix;
    private readonly Func<int, bool> _isLiveLeader;
    private List<NativeProcess> _requests = [];
    private byte[] _environment = new byte[16 * 1024];
    private bool _stopped;

    /// <summary>Starts the thread: when the first process ends, the operating system may have none to give.</summary>
    internal ProcessSweeper(string markerPrefix, Func<int, bool> isLiveLeader)
    {
        _markerPrefix = Encoding.ASCII.GetBytes(markerPrefix);
        _isLiveLeader = isLiveLeader;
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "procfile-sweep" }.Start();
    }

    internal void Request(NativeProcess process)
    {
        lock (_gate)
        {
            _requests.Add(process);
            Monitor.Pulse(_gate);
        }
    }

    internal void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.Pulse(_gate);
        }
    }

    private void Run()
    {
        while (TakeRequests() is { } requests)
            Answer(requests.ConvertAll(process => new Question(process)));
    }

    private List<NativeProcess>? TakeRequests()
    {
        lock (_gate)
        {
            while (_requests.Count == 0)
            {
                if (_stopped)
                    return null;
                Monitor.Wait(_gate);
            }

            List<NativeProcess> taken = _requests;
            _requests = [];
            return taken;
        }
    }

    private void Answer(List<Question> questions)
    {
        bool looked = TryLookThroughProc(questions);
        foreach (ref Question question in CollectionsMarshal.AsSpan(questions))
        {
            // Where /proc cannot be read, a signal that reaches the group is the only witness.
            if (!looked && question.Survivors == 0 && question.Process.GroupMayHaveMembers())
                question.Survivors = 1;
            if (looked && !question.NumberIsTaken && question.Process.HasEnded)
                question.Process.GiveNumberBack();
            question.Process.Observer.OnSwept(question.Survivors);
        }
    }

    private bool TryLookThroughProc(List<Question> questions)
    {
        try
        {
            if (!Directory.Exists("/proc/self"))
                return false;
            LookThroughProc(questions);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private void LookThroughProc(List<Question> questions)
    {
        foreach (int id in ProcEntry.AllIds())
        {
            // Leaders that run are known and nobody's left-overs; with hundreds of them this is most of the work saved.
            if (id == Environment.ProcessId || _isLiveLeader(id) || !ProcEntry.TryRead(id, out ProcEntry entry) || !entry.IsAlive)
                continue;
            ReadOnlySpan<byte> markers = default;
            bool haveMarkers = false;
            foreach (ref Question question in CollectionsMarshal.AsSpan(questions))
            {
                bool inGroup = question.OwnsNumber && entry.Group == question.Process.Id;
                if (inGroup || (question.OwnsNumber && entry.Session == question.Process.Id))
                {
                    question.NumberIsTaken = true;
                }
                else
                {
                    if (!haveMarkers)
                        markers = MarkersOf(id);
                    haveMarkers = true;
                    if (markers.IndexOf(question.Marker) < 0)
                        continue;
                }

                question.Survivors++;
                if (!inGroup)
                    question.Process.AddEscapee(entry);
                break;
            }
        }
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

    private record struct Question(NativeProcess Process)
    {
        internal byte[] Marker { get; } = Encoding.ASCII.GetBytes(Process.Marker);

        /// <summary>Whether the group and the session of the process's number are its own, and not a stranger's by now.</summary>
        internal bool OwnsNumber { get; } = Process.LeadsGroup && !Process.NumberIsFree;

        internal bool NumberIsTaken { get; set; }

        internal int Survivors { get; set; }
    }
}
