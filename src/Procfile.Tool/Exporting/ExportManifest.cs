using System.Security.Cryptography;
using System.Text;
using Procfile.Tool.Input;

namespace Procfile.Tool.Exporting;

/// <summary>
/// What an export has written into a directory, kept there in a hidden file: by it the next one knows which files are its own, which
/// of them somebody has changed since, and which are needed no more.
/// </summary>
internal sealed class ExportManifest
{
    private readonly string _path;
    private readonly HashSet<(string Path, string Hash)> _entries;

    private ExportManifest(string path, HashSet<(string, string)> entries) => (_path, _entries) = (path, entries);

    /// <summary>The files it names.</summary>
    internal IEnumerable<string> Paths => _entries.Select(entry => entry.Path).Distinct();

    internal static ExportManifest Read(string directory, string app, string format)
    {
        string path = Path.Combine(directory, $".{app}.{format}.procfile-export");
        var entries = new HashSet<(string, string)>();
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            // A path out of the directory is none that an export has written.
            if (line.Split("  ", 2) is [var hash, var file] && !hash.StartsWith('#') && !Path.IsPathRooted(file) && !file.Split('/').Contains(".."))
                entries.Add((file, hash));
        }

        return new ExportManifest(path, entries);
    }

    internal static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    internal bool Has(string path) => Paths.Contains(path);

    /// <summary>Whether a file is as an export has written it.</summary>
    internal bool IsUntouched(string path, byte[] content) => _entries.Contains((path, HashOf(content)));

    /// <summary>Remembers these files, and those from before until all is done: a run that is cut short leaves nothing unknown.</summary>
    internal void Write(IEnumerable<(string Path, byte[] Content)> files, bool keepsOthers)
    {
        IEnumerable<(string Path, string Hash)> entries = files.Select(file => (file.Path, HashOf(file.Content)));
        string[] lines = [.. (keepsOthers ? entries.Union(_entries) : entries).OrderBy(entry => entry.Path, StringComparer.Ordinal).Select(entry => $"{entry.Hash}  {entry.Path}")];
        string text = "# The files that procfile export has written here. It removes those of them that it writes no more.\n" + string.Concat(lines.Select(line => line + "\n"));
        AtomicFile.Write(_path, Encoding.UTF8.GetBytes(text), UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
