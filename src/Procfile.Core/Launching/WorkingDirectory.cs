namespace Procfile.Core.Launching;

/// <summary>Finds out whether a process can run in a directory.</summary>
internal static class WorkingDirectory
{
    /// <summary>Why a process cannot run there; null when it can, and for the host's own.</summary>
    /// <param name="directory">The directory; null for the host's own.</param>
    /// <param name="error">The number of the operating system's error, where it has already refused; else 0.</param>
    internal static LaunchFailure? FindProblem(string? directory, int error = 0) => directory is null || CanEnter(directory)
        ? null
        : new LaunchFailure(LaunchFailureKind.DirectoryUnavailable, $"The directory {directory} cannot be entered: create it, or correct the option.", error);

    private static bool CanEnter(string directory) =>
        Directory.Exists(directory) && (OperatingSystem.IsWindows() || ExecutableLocator.TryExecute(directory) == 0);
}
