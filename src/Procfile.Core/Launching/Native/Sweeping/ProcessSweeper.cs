namespace Procfile.Core.Launching.Native.Sweeping;

/// <summary>
/// Finds what ended processes have left behind: by group, by session, and, for those that left both with <c>setsid</c>, by the
/// marker in the environment that every descendant inherits. One look answers all who ask meanwhile.
/// </summary>
internal sealed class ProcessSweeper
{
    /// <summary>The name of the marker variable.</summary>
    internal const string MarkerName = "PROCFILE_INCARNATION";

    private const int LooksAtMost = 10;

    private readonly object _gate = new();
    private readonly NumberLine _numbers = new(TimeProvider.System);
    private readonly SweepLook _look;
    private List<NativeProcess> _requests = [];
    private bool _stopped;

    /// <summary>Starts the thread: when the first process ends, the operating system may have none to give.</summary>
    /// <param name="markerPrefix">What the markers of all processes begin with.</param>
    /// <param name="isLiveLeader">Whether a number is that of a process of ours that runs.</param>
    internal ProcessSweeper(string markerPrefix, Func<int, bool> isLiveLeader)
    {
        _look = new SweepLook(markerPrefix, _numbers.Note, isLiveLeader);
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "procfile-sweep" }.Start();
    }

    /// <summary>
    /// Marks the moment before a birth. The numbers are noted with each birth and each look and not in between: whoever supervises
    /// processes that run well is not woken for it.
    /// </summary>
    internal NumberMark MarkBirth() => _numbers.Note();

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
            Answer(requests.ConvertAll(process => new SweepQuestion(process)));
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

    private void Answer(List<SweepQuestion> questions)
    {
        bool looked = _look.TryAnswer(questions);
        LookAgain(questions, ref looked);
        foreach (SweepQuestion question in questions)
        {
            // Where /proc cannot be read, a signal that reaches the group is the only witness.
            if (!looked && question.Survivors == 0 && question.Process.GroupMayHaveMembers())
                question.Survivors = 1;
            if (looked && !question.NumberIsTaken && question.Process.HasEnded)
                question.Process.GiveNumberBack();
            question.Process.Observer.OnSwept(question.Survivors);
        }
    }

    /// <summary>
    /// A chain of processes, each of which starts the next and ends, can always be where nobody looks just then. Only zombies that nobody
    /// reaps explain as well that the kernel knows of somebody; those stay the same from one look to the next.
    /// </summary>
    private void LookAgain(List<SweepQuestion> questions, ref bool looked)
    {
        for (int looks = 1; looked && looks < LooksAtMost && Doubtful(questions) is { Count: > 0 } doubtful; looks++)
            looked = _look.TryAnswer(doubtful);
        if (looked)
            Doubtful(questions).FindAll(question => !question.ZombiesExplainIt).ForEach(question => question.NoteUnseenMember());

        static List<SweepQuestion> Doubtful(List<SweepQuestion> questions) =>
            questions.FindAll(question => question.Survivors == 0 && question.Process.HasUnseenMembers());
    }
}
