using System.IO.Abstractions;

namespace Procfile.Core.Environments;

/// <summary>Reads whole files up to a limit, with failures as values.</summary>
internal static class BoundedFile
{
    public static byte[]? Read(IFileSystem fileSystem, string path, long maximumBytes, out FileFailure? failure)
    {
        try
        {
            if (fileSystem.Directory.Exists(path))
            {
                failure = new FileFailure(FileFailureKind.IsDirectory, path, $"{path} is a directory: give the file in it.");
                return null;
            }

            using var stream = fileSystem.FileStream.New(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = ReadUpTo(stream, maximumBytes);
            failure = bytes is null
                ? new FileFailure(FileFailureKind.TooLarge, path, $"{path} has more than {maximumBytes} bytes, which no file of this kind has: check the path, or raise the limit.")
                : IsUnmarkedUtf16(bytes)
                    ? new FileFailure(FileFailureKind.Utf16, path, $"{path} is UTF-16 without a byte order mark: save it as UTF-8.")
                    : null;
            return failure is null ? bytes : null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            failure = Explain(path, refused);
            return null;
        }
    }

    private static byte[]? ReadUpTo(Stream stream, long maximumBytes)
    {
        // A file says its length; a pipe or a device is read until it has proved to be too long.
        if (stream.CanSeek && stream.Length > maximumBytes) return null;
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > maximumBytes) return null;
            content.Write(buffer, 0, count);
        }

        return content.ToArray();
    }

    // In UTF-16 the first characters of such a file, which are ASCII, have a zero for every second byte.
    private static bool IsUnmarkedUtf16(ReadOnlySpan<byte> bytes) =>
        bytes is [not 0, 0, not 0, 0, ..] or [0, not 0, 0, not 0, ..];

    private static FileFailure Explain(string path, Exception refused) => refused switch
    {
        FileNotFoundException or DirectoryNotFoundException =>
            new FileFailure(FileFailureKind.Missing, path, $"There is no file {path}: check the path."),
        UnauthorizedAccessException =>
            new FileFailure(FileFailureKind.AccessDenied, path, $"{path} may not be read by this user: change its permissions."),
        _ => new FileFailure(FileFailureKind.Unreadable, path, $"{path} cannot be read: {refused.Message}"),
    };
}
