namespace Procfile.Core.Testing.Conformance;

/// <summary>What a check of the conformance suite needs from a launcher. A launcher declares what it lacks.</summary>
[Flags]
public enum LauncherAbility
{
    /// <summary>What every launcher must be able to do.</summary>
    None = 0,

    /// <summary>Tells a death by a signal from an exit code above 128.</summary>
    TellsSignals = 1,

    /// <summary>Keeps the order of standard output and standard error.</summary>
    KeepsStreamOrder = 2,

    /// <summary>Starts processes with every signal at its default.</summary>
    ResetsSignals = 4,

    /// <summary>Starts processes without the host's descriptors.</summary>
    ClosesDescriptors = 8,

    /// <summary>Finds processes that have left their group and session.</summary>
    FindsEscapees = 16,

    /// <summary>Reports what a process has used.</summary>
    MeasuresUsage = 32,

    /// <summary>Passes on <see cref="Procfile.Core.Launching.ProcessSpec.InheritedHandles"/>.</summary>
    PassesHandles = 64,

    /// <summary>Starts real programs; a fake that only plays them lacks it.</summary>
    RunsPrograms = 128,

    /// <summary>Gives a process a terminal (<see cref="Procfile.Core.Launching.ProcessStreams.Terminal"/>).</summary>
    GivesTerminals = 256,

    /// <summary>Sets a process's niceness, umask and limit of open files.</summary>
    SetsAttributes = 512,

    /// <summary>Runs a process as another user, when the host is root's.</summary>
    ChangesUser = 1024,
}
