using System.Collections.Immutable;

namespace Procfile.Core.Testing.Conformance;

/// <summary>
/// The promises of <see cref="Launching.IProcessLauncher"/>, as checks that start real processes with <c>/bin/sh</c>. Run each in
/// a test of its own; skip those whose needs your launcher declares not to meet, and say so.
/// </summary>
public static partial class LauncherConformance
{
    /// <summary>All checks.</summary>
    public static ImmutableArray<LauncherCheck> Checks { get; } =
    [
        new("The start is announced before anything else", LauncherAbility.None, AnnouncedFirst),
        new("KILL ends a process, and its end is reported once", LauncherAbility.None, KilledOnce),
        new("A sweep is answered", LauncherAbility.None, SweepAnswered),
        new("A disposed process can still be disposed and signalled", LauncherAbility.None, DisposedTwice),
        new("An observer that throws loses its own call only", LauncherAbility.None, ThrowingAtStart),
        new("An exit code arrives as it was given", LauncherAbility.RunsPrograms, ExitCode),
        new("A death by a signal is no exit code", LauncherAbility.TellsSignals, DeathBySignal),
        new("The exit is reported once", LauncherAbility.RunsPrograms, ExitOnce),
        new("All output precedes the exit", LauncherAbility.RunsPrograms, OutputBeforeExit),
        new("Standard output and error keep their order", LauncherAbility.KeepsStreamOrder, StreamOrder),
        new("A grandchild that holds the pipe holds up nothing", LauncherAbility.RunsPrograms, HeldPipe),
        new("A held-back line is given out after silence", LauncherAbility.RunsPrograms, QuietLine),
        new("Standard input is empty", LauncherAbility.RunsPrograms, EmptyInput),
        new("Arguments arrive byte for byte", LauncherAbility.RunsPrograms, Arguments),
        new("The environment is the given one", LauncherAbility.RunsPrograms, EnvironmentIsGiven),
        new("The directory is the given one", LauncherAbility.RunsPrograms, DirectoryIsGiven),
        new("A missing command is a typed failure", LauncherAbility.RunsPrograms, MissingCommand),
        new("A command looked up in PATH need not be absolute", LauncherAbility.RunsPrograms, PathLookup),
        new("A file without permission to execute is a typed failure", LauncherAbility.RunsPrograms, NotExecutable),
        new("A missing directory is a typed failure", LauncherAbility.RunsPrograms, MissingDirectory),
        new("An impossible spec is a typed failure", LauncherAbility.RunsPrograms, ImpossibleSpec),
        new("Too large an environment is a typed failure", LauncherAbility.RunsPrograms, TooLarge),
        new("A script without an interpreter line runs", LauncherAbility.RunsPrograms, PlainScript),
        new("A signal to the group reaches grandchildren", LauncherAbility.RunsPrograms, GroupSignal),
        new("A signal to the group reaches members after the leader is dead", LauncherAbility.RunsPrograms, GroupSignalAfterDeath),
        new("A sweep of an empty group finds nobody", LauncherAbility.RunsPrograms, SweepNobody),
        new("A sweep finds and ends a process that has left its session", LauncherAbility.FindsEscapees, SweepEscapee),
        new("No signal is ignored or blocked", LauncherAbility.ResetsSignals, SignalState),
        new("No descriptor leaks", LauncherAbility.ClosesDescriptors, Descriptors),
        new("A handle is passed on as descriptor 3", LauncherAbility.PassesHandles, PassedHandle),
        new("Resource usage is reported", LauncherAbility.MeasuresUsage, Usage),
        new("An observer that blocks does not hold up another process's exit", LauncherAbility.RunsPrograms, BlockedObserver),
        new("An observer that throws harms no other process", LauncherAbility.RunsPrograms, ThrowingObserver),
        new("A terminal is a terminal", LauncherAbility.GivesTerminals, TerminalIsOne),
        new("What was written to a terminal arrives as it was written, before the exit", LauncherAbility.GivesTerminals, TerminalOutput),
        new("A process on a terminal is stopped like any other", LauncherAbility.GivesTerminals, TerminalStopped),
        new("Niceness, umask and the limit of open files are the given ones", LauncherAbility.SetsAttributes, Attributes),
        new("Without a wish, niceness, umask and directory are the host's", LauncherAbility.SetsAttributes, AttributesOfHost),
        new("A process runs as the given user", LauncherAbility.ChangesUser, OtherUser),
        new("A user that does not exist is a typed failure", LauncherAbility.ChangesUser, UnknownUser),
    ];
}
