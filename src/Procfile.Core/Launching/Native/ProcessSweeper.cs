using System.Runtime.InteropServices;
using System.Text;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// Finds what ended processes have left behind: by group, by session, and, for those that left both with <c>setsid</c>, by the
/// marker in the environment that every descendant inherits. One look through <c>/proc</c> answers all who ask meanwhile.
/// </summary>
internal sealed class ProcessSweeper(Func<int, bool> isLiveLeader)
{
    private readonly object _gate = new();
    private List<NativeProcess> _requests = [];
    private Thread? _thread;
    private bool _stopped;

    /// <summary>The name of the marker variable.</summary>
    internal const string MarkerName = "PROCFILE_INCARNATION";

    internal void Request(NativeProcess process)
    {
        lock (_gate)
        {
            _requests.Add(process);
            Monitor.Pulse(_gate);
            if (_thread is not null)
                return;
            _thread = new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "procfile-sweep" };
            _thread.Start();
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
        bool looked = Directory.Exists("/proc/self");
        if (looked)
            LookThroughProc(questions);
        foreach (Question question in questions)
        {
            // Where /proc cannot be read, a signal that reaches the group is the only witness.
            int survivors = looked ? question.Survivors : question.Process.GroupMayHaveMembers() ? 1 : 0;
            question.Process.Observer.OnSwept(survivors);
        }
    }

    private void LookThroughProc(List<Question> questions)
    {
        foreach (int id in ProcEntry.AllIds())
        {
            // Leaders that run are known and nobody's left-overs; with hundreds of them this is most of the work saved.
            if (id == Environment.ProcessId || isLiveLeader(id) || !ProcEntry.TryRead(id, out ProcEntry entry) || !entry.IsAlive)
                continue;
            foreach (ref Question question in CollectionsMarshal.AsSpan(questions))
            {
                bool inGroup = question.Process.LeadsGroup && entry.Group == question.Process.Id;
                if (!inGroup && !question.HasSession(entry) && !ProcEntry.EnvironmentContains(id, question.Marker))
                    continue;
                question.Survivors++;
                if (!inGroup)
                    question.Process.AddEscapee(entry);
                break;
            }
        }
    }

    private record struct Question(NativeProcess Process)
    {
        internal byte[] Marker { get; } = Encoding.ASCII.GetBytes(NativeProcessLauncher.MarkerOf(Process.Key));

        internal int Survivors { get; set; }

        internal readonly bool HasSession(ProcEntry entry) => Process.LeadsGroup && entry.Session == Process.Id;
    }
}
