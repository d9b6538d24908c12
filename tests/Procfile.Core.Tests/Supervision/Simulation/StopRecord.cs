using Procfile.Core.Launching;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>
/// The signals that one incarnation got from the supervisor: always the beginning of its stop sequence, in time, with nothing left out
/// but on the way to KILL.
/// </summary>
internal sealed class StopRecord(string type)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private StopSequence? _sequence;
    private TimeSpan _began;
    private int _next;
    private ProcessSignal? _last;
    private TimeSpan _killed = TimeSpan.MaxValue;

    internal bool HasKill { get; private set; }

    internal bool HasBegun => _sequence is not null;

    /// <summary>When KILL has to come at the latest, as somebody has asked.</summary>
    internal TimeSpan KillBy { get; set; } = TimeSpan.MaxValue;

    /// <summary>Whether KILL was asked for before its time.</summary>
    internal bool MayKillEarly { get; set; }

    /// <summary>When KILL comes, if it has to.</summary>
    internal TimeSpan KillDue => _sequence is null ? TimeSpan.MaxValue : _began + Total(_sequence, _sequence.Steps.Length - 1);

    /// <summary>When the stop is over, or the process counts as stuck.</summary>
    internal TimeSpan End => HasKill ? _killed + Grace : TimeSpan.MaxValue;

    /// <summary>The supervisor has begun to stop the process.</summary>
    internal void Begin(TimeSpan now)
    {
        if (_sequence is null)
            (_sequence, _began) = (Setting.StopSequenceOf(type), now);
    }

    /// <summary>The supervisor has learnt that the process, which has ended by itself, left others behind.</summary>
    internal void BeginLeftovers(TimeSpan now)
    {
        if (_sequence is null)
            (_sequence, _began) = (StopSequence.Leftovers, now);
    }

    /// <summary>Somebody asks for KILL, perhaps once more.</summary>
    internal void Kill(TimeSpan now) => (_killed, MayKillEarly) = (now, true);

    /// <summary>Notes a signal.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    internal string? Take(ProcessSignal signal, bool leaderAlive, TimeSpan now)
    {
        ProcessSignal? last = _last;
        _last = signal;
        if (signal == ProcessSignal.Cont)
            return last is { } before && WakesUp(before) ? null : $"gets CONT after {last}";
        if (signal == ProcessSignal.Kill)
        {
            if (!HasKill)
                _killed = now;
            HasKill = true;
            return now >= KillDue || MayKillEarly ? null : $"is killed before its time, {KillDue}";
        }

        if (leaderAlive)
            Begin(now);
        else
            BeginLeftovers(now);
        if (HasKill)
            return $"gets {signal} after KILL";
        if (_next >= _sequence!.Steps.Length || _sequence.Steps[_next].Signal != signal)
            return $"gets {signal} as signal {_next + 1} of {_sequence}";
        TimeSpan due = _began + Total(_sequence, _next++);
        return now >= due ? null : $"gets {signal} before its time, {due}";
    }

    private static bool WakesUp(ProcessSignal signal) =>
        signal == ProcessSignal.Term || signal == ProcessSignal.Quit || signal == ProcessSignal.Hup || signal == ProcessSignal.Interrupt;

    private static TimeSpan Total(StopSequence sequence, int steps) =>
        sequence.Steps.Take(steps).Aggregate(sequence.InitialWait, (total, step) => total + step.Wait);
}
