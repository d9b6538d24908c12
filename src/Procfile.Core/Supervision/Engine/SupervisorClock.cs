namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// The time since the supervisor was made, without the time in which the whole host stood still (SIGSTOP, a debugger, a frozen
/// container): a deadline must not expire while nobody could have kept it.
/// </summary>
internal sealed class SupervisorClock(TimeProvider time)
{
    /// <summary>A wait that ends so much too late was no wait of a busy host any more.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly long _birth = time.GetTimestamp();
    private TimeSpan _stoodStill;

    internal TimeSpan Now => time.GetElapsedTime(_birth) - _stoodStill;

    /// <summary>
    /// Tells of a wait that is over. When the host stood still meanwhile, nobody knows since when, so the whole wait counts for nothing
    /// and is waited once more.
    /// </summary>
    /// <param name="began">When it began.</param>
    /// <param name="due">When it should have ended at the latest; null: never.</param>
    internal void NoteWait(TimeSpan began, TimeSpan? due)
    {
        TimeSpan now = Now;
        if (due is { } end && now - (end > began ? end : began) > Pause)
            _stoodStill += now - began;
    }
}
