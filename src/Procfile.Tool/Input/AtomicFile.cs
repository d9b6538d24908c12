namespace Procfile.Tool.Input;

/// <summary>Replaces a file as a whole: whoever reads meanwhile sees the old one or the new one, never half of each.</summary>
internal static class AtomicFile
{
    internal static void Write(string path, byte[] content)
    {
        // A link stays a link: what it points to is replaced.
        string target = Path.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
        string temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(target))
                    File.SetUnixFileMode(file.SafeFileHandle, File.GetUnixFileMode(target));
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
