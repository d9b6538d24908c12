using System.Collections.Immutable;
using Procfile.Core.Exporting;
using Procfile.Tool.Input;

namespace Procfile.Tool.Exporting;

/// <summary>What becomes of a file.</summary>
internal enum FileChange
{
    New,
    Changed,
    Same,
    Removed,
}

/// <summary>A file and what becomes of it.</summary>
/// <param name="Path">Its path within the directory.</param>
/// <param name="Change">What becomes of it.</param>
/// <param name="Mode">Who may read it.</param>
internal sealed record ChangedFile(string Path, FileChange Change, UnixFileMode? Mode);

/// <summary>
/// A directory that an export goes to. What the export did not write itself, or what somebody has changed since, it leaves alone unless
/// forced; what it wrote before and writes no more, it removes.
/// </summary>
internal sealed class ExportDirectory
{
    private readonly string _path;
    private readonly ImmutableArray<ExportedFile> _files;
    private readonly ExportManifest _manifest;

    internal ExportDirectory(string path, string app, string format, ImmutableArray<ExportedFile> files)
    {
        (_path, _files) = (path, files);
        _manifest = ExportManifest.Read(path, app, format);
        List<ChangedFile> changes = [];
        List<string> conflicts = [];
        foreach (ExportedFile file in files)
            changes.Add(new ChangedFile(file.Path, ChangeOf(file, conflicts), file.Mode));
        foreach (string stale in _manifest.Paths.Where(stale => files.All(file => file.Path != stale) && File.Exists(FullPath(stale))))
        {
            changes.Add(new ChangedFile(stale, FileChange.Removed, null));
            if (!_manifest.IsUntouched(stale, File.ReadAllBytes(FullPath(stale))))
                conflicts.Add($"{FullPath(stale)} is needed no more, but was changed since it was exported");
        }

        Changes = [.. changes];
        Conflicts = [.. conflicts];
    }

    /// <summary>What is to be done, in order of the files.</summary>
    internal ImmutableArray<ChangedFile> Changes { get; }

    /// <summary>What stands in the way, in words.</summary>
    internal ImmutableArray<string> Conflicts { get; }

    /// <summary>Does it.</summary>
    internal void Write()
    {
        Directory.CreateDirectory(_path);
        (string Path, byte[] Content)[] contents = [.. _files.Select(file => (file.Path, file.ToBytes()))];
        _manifest.Write(contents, keepsOthers: true);
        foreach ((ExportedFile file, (_, byte[] content)) in _files.Zip(contents))
        {
            if (Changes.Any(change => change.Path == file.Path && change.Change == FileChange.Same))
                continue;
            string path = FullPath(file.Path);
            if (Path.GetDirectoryName(path) is { } folder && !Directory.Exists(folder))
                Directory.CreateDirectory(folder);
            AtomicFile.Write(path, content, file.Mode);
        }

        foreach (ChangedFile stale in Changes.Where(change => change.Change == FileChange.Removed))
        {
            File.Delete(FullPath(stale.Path));
            RemoveEmptyFolders(stale.Path);
        }

        _manifest.Write(contents, keepsOthers: false);
    }

    private FileChange ChangeOf(ExportedFile file, List<string> conflicts)
    {
        string path = FullPath(file.Path);
        if (!Path.Exists(path))
            return FileChange.New;
        if (Directory.Exists(path))
        {
            conflicts.Add($"{path} is a directory");
            return FileChange.Changed;
        }

        byte[] present = File.ReadAllBytes(path);
        if (present.AsSpan().SequenceEqual(file.ToBytes()))
            return OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == file.Mode ? FileChange.Same : FileChange.Changed;
        if (!_manifest.IsUntouched(file.Path, present))
            conflicts.Add(_manifest.Has(file.Path) ? $"{path} was changed since it was exported" : $"{path} is there and was not written by an export");
        return FileChange.Changed;
    }

    private void RemoveEmptyFolders(string path)
    {
        for (string? folder = Path.GetDirectoryName(path); !string.IsNullOrEmpty(folder); folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFileSystemEntries(FullPath(folder)).Any())
                return;
            Directory.Delete(FullPath(folder));
        }
    }

    private string FullPath(string path) => Path.Combine(_path, path);
}
