namespace Procfile.Core.Supervision;

/// <summary>What a <see cref="SupervisorEvent"/> tells of.</summary>
public enum SupervisorEventKind
{
    /// <summary>A process went from one state to another.</summary>
    StateChanged,

    /// <summary>A process runs.</summary>
    Started,

    /// <summary>A process with a readiness probe is ready.</summary>
    Ready,

    /// <summary>A process was not ready within its time; it is stopped, which counts as a failure.</summary>
    NotReadyInTime,

    /// <summary>A process got the signal on which it restarts itself.</summary>
    RestartSignalled,

    /// <summary>A process has ended.</summary>
    Exited,

    /// <summary>A process could not be started.</summary>
    LaunchFailed,

    /// <summary>A process that ended is started again, after a delay or at once.</summary>
    RestartScheduled,

    /// <summary>A process has run for 60 s; its earlier failures are forgotten.</summary>
    Stable,

    /// <summary>A process has ended five times in a row without a stable time between. Said once until it is stable.</summary>
    CrashLooping,

    /// <summary>A process is not started again, and that is a failure.</summary>
    GaveUp,

    /// <summary>A process that ended by itself has left others behind; they are being ended.</summary>
    LeftoversFound,

    /// <summary>KILL was sent and something still lives.</summary>
    Stuck,

    /// <summary>The wished number of a type's processes has changed.</summary>
    Scaled,

    /// <summary>A rolling restart was broken off; what runs is left as it is.</summary>
    RollBrokenOff,

    /// <summary>A changed Procfile or changed variables were taken over.</summary>
    Reloaded,

    /// <summary>A changed Procfile was refused as it is broken; everything goes on as before.</summary>
    ReloadRefused,

    /// <summary>The output sink has thrown; said for the first time only.</summary>
    SinkFailed,

    /// <summary>This reader was too slow: events before this one were dropped.</summary>
    EventsDropped,
}
