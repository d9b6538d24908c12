using System.Diagnostics;

namespace Procfile.Core.Tests.Output.Files;

/// <summary>A file system of its own with little room; gone after the test.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    internal string Path { get; }

    /// <summary>The disk; null where none can be mounted, as in a container without the right to.</summary>
    internal static SmallDisk? TryMount(int bytes)
    {
        string path = Directory.CreateTempSubdirectory("procfile-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={bytes}", "procfile-test", path) == 0)
            return new SmallDisk(path);
        Directory.Delete(path);
        return null;
    }

    internal string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Fills the disk with a file.</summary>
    internal void Fill(string name)
    {
        using FileStream stream = System.IO.File.Create(File(name), 1);
        try
        {
            while (true)
                stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // Full.
        }
    }

    public void Dispose()
    {
        _ = Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
