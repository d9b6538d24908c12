using Microsoft.Extensions.Logging;

namespace Procfile.Core.Supervision.Engine;

/// <summary>The thread that owns the engine: takes work from the mailbox, lets timers fire, publishes what came of it.</summary>
internal sealed class SupervisorThread
{
    private readonly ILogger _log;
    private readonly SupervisorClock _clock;
    private readonly bool _canStandStill;
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SupervisorEngine _engine = null!;
    private Action _atEnd = () => { };
    private bool _stopping;

    internal SupervisorThread(TimeProvider time, ILogger log)
    {
        (_log, _clock) = (log, new SupervisorClock(time));
        // A clock of the host's own may jump as it likes.
        _canStandStill = time == TimeProvider.System;
        Mailbox = new Mailbox(time, () => _clock.Now);
    }

    internal Mailbox Mailbox { get; }

    internal void Start(SupervisorEngine engine, Action atEnd)
    {
        (_engine, _atEnd) = (engine, atEnd);
        new Thread(Run, maxStackSize: 512 * 1024) { IsBackground = true, Name = "procfile-supervisor" }.Start();
    }

    /// <summary>Has a request carried out; when the thread has ended, the other action instead.</summary>
    internal void Do(Action request, Action whenEnded)
    {
        if (!Mailbox.Post(() => (_stopping ? whenEnded : request)()))
            whenEnded();
    }

    internal Task StopAsync()
    {
        Mailbox.Post(() => _stopping = true);
        return _stopped.Task;
    }

    private void Run()
    {
        List<Action> spare = [];
        while (!_stopping)
            spare = TakeTurn(spare);

        // Whoever has put something in until now still gets an answer.
        foreach (Action work in Mailbox.Close())
            Carry(work);
        Carry(_engine.Abandon);
        Carry(_atEnd);
        Mailbox.Dispose();
        _stopped.TrySetResult();
    }

    private List<Action> TakeTurn(List<Action> spare)
    {
        TimeSpan began = _clock.Now;
        TimeSpan? due = _engine.Due;
        List<Action> turn = Mailbox.Take(due, spare);
        if (_canStandStill)
            _clock.NoteWait(began, due);
        _engine.Now = _clock.Now;
        foreach (Action work in turn)
            Carry(work);
        Carry(_engine.Tick);
        Carry(_engine.Conclude);
        turn.Clear();
        return turn;
    }

#pragma warning disable CA1031 // One request that cannot be carried out must not end the supervision of all processes.
    private void Carry(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception)
        {
            SupervisorLog.TurnFailed(_log, exception);
        }
    }
#pragma warning restore CA1031
}
