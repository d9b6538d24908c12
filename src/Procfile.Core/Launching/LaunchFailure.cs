namespace Procfile.Core.Launching;

/// <summary>Why a process could not be started.</summary>
public enum LaunchFailureKind
{
    /// <summary>The command does not exist, or the interpreter that its first line names.</summary>
    CommandNotFound,

    /// <summary>The command exists and may not be executed.</summary>
    NotExecutable,

    /// <summary>The directory to run in does not exist or may not be entered.</summary>
    DirectoryUnavailable,

    /// <summary>The host may not give the process what the specification asks for: another user, a higher priority.</summary>
    NotPermitted,

    /// <summary>The operating system has no room for another process or descriptor: worth another try later.</summary>
    ResourcesExhausted,

    /// <summary>Arguments and environment are larger than the operating system takes.</summary>
    TooLarge,

    /// <summary>The specification itself cannot be carried out, such as an argument with a NUL in it.</summary>
    InvalidSpec,

    /// <summary>Anything else; see <see cref="LaunchFailure.Errno"/>.</summary>
    Other,
}

/// <summary>A start that did not happen, as a value: what failed, and whether another try can succeed by itself.</summary>
/// <param name="Kind">What failed.</param>
/// <param name="Message">One sentence for people: what is wrong and what to do.</param>
/// <param name="Errno">The operating system's error number; 0 when there is none.</param>
public sealed record LaunchFailure(LaunchFailureKind Kind, string Message, int Errno = 0)
{
    /// <summary>Whether waiting alone may cure it (no free process slot, no descriptor, no memory, a file being written).</summary>
    public bool IsRetryable => Kind == LaunchFailureKind.ResourcesExhausted;

    /// <summary>The code a POSIX shell would report: 127 for a missing command, 126 for one that may not be executed, else 1.</summary>
    public int ShellCode => Kind switch
    {
        LaunchFailureKind.CommandNotFound => 127,
        LaunchFailureKind.NotExecutable => 126,
        _ => 1,
    };

    /// <inheritdoc/>
    public override string ToString() => Message;
}
