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
        new("An exit code arrives as it was given", LauncherAbility.None, ExitCode),
        new("A death by a signal is no exit code", LauncherAbility.TellsSignals, DeathBySignal),
        new("The exit is reported once", LauncherAbility.None, ExitOnce),
        new("All output precedes the exit", LauncherAbility.None, OutputBeforeExit),
        new("Standard output and error keep their order", LauncherAbility.KeepsStreamOrder, StreamOrder),
        new("A grandchild that holds the pipe holds up nothing", LauncherAbility.None, HeldPipe),
        new("A held-back line is given out after silence", LauncherAbility.None, QuietLine),
        new("Standard input is empty", LauncherAbility.None, EmptyInput),
        new("Arguments arrive byte for byte", LauncherAbility.None, Arguments),
        new("The environment is the given one", LauncherAbility.None, EnvironmentIsGiven),
        new("The directory is the given one", LauncherAbility.None, DirectoryIsGiven),
        new("A missing command is a typed failure", LauncherAbility.None, MissingCommand),
        new("A command looked up in PATH need not be absolute", LauncherAbility.None, PathLookup),
        new("A file without permission to execute is a typed failure", LauncherAbility.None, NotExecutable),
        new("A missing directory is a typed failure", LauncherAbility.None, MissingDirectory),
        new("An impossible spec is a typed failure", LauncherAbility.None, ImpossibleSpec),
        new("Too large an environment is a typed failure", LauncherAbility.None, TooLarge),
        new("A script without an interpreter line runs", LauncherAbility.None, PlainScript),
        new("A signal to the group reaches grandchildren", LauncherAbility.None, GroupSignal),
        new("A signal to the group reaches members after the leader is dead", LauncherAbility.None, GroupSignalAfterDeath),
        new("A sweep of an empty group finds nobody", LauncherAbility.None, SweepNobody),
        new("A sweep finds and ends a process that has left its session", LauncherAbility.FindsEscapees, SweepEscapee),
        new("No signal is ignored or blocked", LauncherAbility.ResetsSignals, SignalState),
        new("No descriptor leaks", LauncherAbility.ClosesDescriptors, Descriptors),
        new("A handle is passed on as descriptor 3", LauncherAbility.PassesHandles, PassedHandle),
        new("Resource usage is reported", LauncherAbility.MeasuresUsage, Usage),
        new("An observer that blocks does not hold up another process's exit", LauncherAbility.None, BlockedObserver),
        new("An observer that throws harms no other process", LauncherAbility.None, ThrowingObserver),
        new("A disposed process can still be disposed and signalled", LauncherAbility.None, DisposedTwice),
    ];
}
