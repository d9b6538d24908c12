using System.Runtime.Versioning;
using Procfile.Tool.Input;

namespace Procfile.Tool.Serving;

/// <summary>A directory for this user alone, in a place where others may have made one of that name before.</summary>
internal static class PrivateDirectory
{
    private const UnixFileMode ForOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it, or finds that it is there and safe.</summary>
    /// <exception cref="IOException">It cannot be made, or others have a hand in it.</exception>
    internal static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        // What exists is left as it is: with a link in its place, a mode would be set somewhere else.
        Directory.CreateDirectory(path, ForOwner);
        // In a directory such as /tmp nobody can replace what belongs to somebody else: what is found now stays so.
        if (OperatingSystem.IsLinux() && WhyUnsafe(FileFacts.Of(path)) is { } reason)
            throw new IOException($"{path} {reason}");
    }

    [SupportedOSPlatform("linux")]
    private static string? WhyUnsafe(FileFacts found) => !found.IsDirectory ? "is no directory"
        : !found.IsOurs ? "belongs to another user"
        : found.IsOpenToOthers ? "is open to others: set its mode to 0700"
        : null;
}
