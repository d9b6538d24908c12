namespace Procfile.Tool.Input;

/// <summary>Replaces a file as a whole: whoever reads meanwhile sees the old one or the new one, never half of each.</summary>
internal static class AtomicFile
{
    /// <param name="path">The file.</param>
    /// <param name="content">What it is to hold.</param>
    /// <param name="mode">Who may read it, from its first byte on; default whoever may read the old one.</param>
    internal static void Write(string path, byte[] content, UnixFileMode? mode = null)
    {
        // A link stays a link: what it points to is replaced.
        string target = Path.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (mode is not null && !OperatingSystem.IsWindows())
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var file = new FileStream(temporary, create))
            {
                if (!OperatingSystem.IsWindows() && (mode is not null || File.Exists(target)))
                    File.SetUnixFileMode(file.SafeFileHandle, mode ?? File.GetUnixFileMode(target));
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
