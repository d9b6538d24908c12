namespace Procfile.Core.Supervision.Engine;

/// <summary>What is to be done on the supervisor's thread, in order. Anybody may put in; only that thread takes out.</summary>
internal sealed class Mailbox : IDisposable
{
    private static readonly TimeSpan LongestAlarm = TimeSpan.FromDays(1);

    private readonly object _gate = new();
    private readonly Func<TimeSpan> _now;
    private readonly ITimer? _alarm;
    private List<Action> _work = [];
    private bool _closed;

    /// <summary>Makes a mailbox.</summary>
    /// <param name="time">
    /// The clock that due times are counted by. The system's is waited for on the thread itself: a timer of the thread pool would
    /// be late in a host whose pool is busy.
    /// </param>
    /// <param name="now">The time, since the supervisor was made.</param>
    internal Mailbox(TimeProvider time, Func<TimeSpan> now)
    {
        _now = now;
        if (time != TimeProvider.System)
            _alarm = time.CreateTimer(_ => Post(() => { }), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Puts work in.</summary>
    /// <returns>Whether it will be done; not any more once the mailbox is closed.</returns>
    internal bool Post(Action work)
    {
        lock (_gate)
        {
            if (_closed)
                return false;
            _work.Add(work);
            if (_work.Count == 1)
                Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Takes nothing more in.</summary>
    /// <returns>What had come in before.</returns>
    internal List<Action> Close()
    {
        lock (_gate)
        {
            _closed = true;
            return _work;
        }
    }

    /// <summary>Takes all that is there, waiting for it if there is nothing.</summary>
    /// <param name="due">Until when to wait at most; null for ever.</param>
    /// <param name="spare">An empty list to fill next.</param>
    internal List<Action> Take(TimeSpan? due, List<Action> spare)
    {
        lock (_gate)
        {
            if (_work.Count == 0)
                Wait(due);
            List<Action> taken = _work;
            _work = spare;
            return taken;
        }
    }

    public void Dispose() => _alarm?.Dispose();

    private void Wait(TimeSpan? due)
    {
        if (due is not { } end)
        {
            Monitor.Wait(_gate);
            return;
        }

        if (_alarm is null)
        {
            // Rounded up: waking a moment early would only mean waiting again.
            double milliseconds = Math.Ceiling((end - _now()).TotalMilliseconds);
            if (milliseconds > 0)
                Monitor.Wait(_gate, (int)Math.Min(milliseconds, int.MaxValue));
            return;
        }

        _alarm.Change(Later(end - _now()), Timeout.InfiniteTimeSpan);
        // The clock may have been moved while the alarm was being set.
        if (_now() < end && _work.Count == 0)
            Monitor.Wait(_gate);

        // A timer takes 49 days at most; one that rings too early is only set again.
        static TimeSpan Later(TimeSpan left) => left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestAlarm ? left : LongestAlarm;
    }
}
