using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Procfile.Core.Launching;

/// <summary>Where a process reads and writes.</summary>
public enum ProcessStreams
{
    /// <summary>Standard input is empty; standard output and error go, in their order, through one pipe to the observer.</summary>
    Piped,

    /// <summary>All three are the host's own; the process stays in the host's session, so that it can use the terminal.</summary>
    Inherited,

    /// <summary>
    /// All three are a terminal of the process's own, whose output goes to the observer: programs keep their colours and write
    /// line by line. Nobody types. When the process is let go, the terminal hangs up (HUP).
    /// </summary>
    Terminal,
}

/// <summary>One process ready to launch. Nothing in it is expanded any more: what stands here is what runs.</summary>
/// <remarks>
/// Arguments, variables and their names are UTF-8 to the process; bytes that are none are passed on as <see cref="Bytes.RawText"/> has
/// them (native launcher only).
/// </remarks>
public sealed record ProcessSpec
{
    /// <summary>The process's name: <c>web.1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// The command and its arguments. The first is looked up in the <c>PATH</c> of <see cref="Environment"/> unless it has a slash.
    /// A shell command is <c>/bin/sh</c>, <c>-c</c> and the text.
    /// </summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>The whole environment of the process; nothing is inherited besides it.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The directory to run in.</summary>
    /// <value>Default: <see langword="null"/>, the host's current directory.</value>
    public string? Directory { get; init; }

    /// <summary>Where the process reads and writes.</summary>
    /// <value>Default: <see cref="ProcessStreams.Piped"/>.</value>
    public ProcessStreams Streams { get; init; }

    /// <summary>How large the terminal is, with <see cref="ProcessStreams.Terminal"/>.</summary>
    /// <value>Default: 80 columns, 24 rows.</value>
    public TerminalSize TerminalSize { get; init; } = new(80, 24);

    /// <summary>How many files the process may have open, the soft limit: it may raise it itself to the hard one.</summary>
    /// <value>
    /// Default: <see langword="null"/>, what the host was started with. The .NET runtime raises its own limit, and a program that
    /// closes every possible descriptor, or uses <c>select</c>, must not inherit that.
    /// </value>
    /// <remarks>It is set from outside right after the program has begun to load.</remarks>
    public int? OpenFiles { get; init; }

    /// <summary>How willing the process is to let others run first, from -20 to 19. Less than the host's needs a privilege.</summary>
    /// <value>Default: <see langword="null"/>, the host's.</value>
    public int? Niceness { get; init; }

    /// <summary>The permissions that files created by the process do not get.</summary>
    /// <value>Default: <see langword="null"/>, the host's.</value>
    public UnixFileMode? Umask { get; init; }

    /// <summary>
    /// Who the process runs as: <c>user</c>, with all groups of that user, or <c>user:group</c>. Only root may choose another, and the
    /// program <c>setpriv</c> is needed.
    /// </summary>
    /// <value>Default: <see langword="null"/>, the host's user.</value>
    public string? User { get; init; }

    /// <summary>
    /// Descriptors that the process keeps open, from 3 on; they stay the caller's to dispose. The lock of a unique integer
    /// is one: it ends when the last holder is gone. Only the native launcher can pass them on.
    /// </summary>
    /// <value>Default: none.</value>
    public ImmutableArray<SafeHandle> InheritedHandles { get; init; } = [];

    /// <summary>The port the process was given, for views; it also stands in the environment as <c>PORT</c>.</summary>
    public int? Port { get; init; }

    /// <summary>The unique integer the process was given, for views.</summary>
    public int? UniqueInt { get; init; }
}
