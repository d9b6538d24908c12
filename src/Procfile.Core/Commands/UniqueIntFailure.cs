namespace Procfile.Core.Commands;

/// <summary>Why there is no unique integer.</summary>
/// <param name="Kind">What is the matter.</param>
/// <param name="Message">What is wrong, where, and what to do.</param>
public sealed record UniqueIntFailure(UniqueIntFailureKind Kind, string Message);

/// <summary>What can be the matter with a registry of unique integers.</summary>
public enum UniqueIntFailureKind
{
    /// <summary>There is no directory that all users of the host share safely, and none was given.</summary>
    NoDirectory,

    /// <summary>The directory's name is a file's, a device's or the like.</summary>
    NotADirectory,

    /// <summary>The directory is a symbolic link, which somebody could point elsewhere.</summary>
    SymbolicLink,

    /// <summary>Somebody else could remove or replace the lock files, so that two processes would have one integer.</summary>
    UnsafeDirectory,

    /// <summary>No file can be made or locked there: permissions, a read-only or full disk.</summary>
    NotWritable,

    /// <summary>All integers are taken.</summary>
    Exhausted,

    /// <summary>The system refused for another reason, such as too many open files.</summary>
    System,
}
