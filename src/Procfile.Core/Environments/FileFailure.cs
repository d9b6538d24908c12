namespace Procfile.Core.Environments;

/// <summary>Why a file could not be loaded.</summary>
/// <param name="Kind">What is the matter.</param>
/// <param name="Path">The file.</param>
/// <param name="Message">What is wrong, where, and what to do.</param>
public sealed record FileFailure(FileFailureKind Kind, string Path, string Message);

/// <summary>What can be the matter with a file.</summary>
public enum FileFailureKind
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>It is a directory.</summary>
    IsDirectory,

    /// <summary>This user may not read it.</summary>
    AccessDenied,

    /// <summary>It has more bytes than the limit.</summary>
    TooLarge,

    /// <summary>It is UTF-16 without the byte order mark that says so.</summary>
    Utf16,

    /// <summary>The system refused for another reason, such as a disk error.</summary>
    Unreadable,
}
