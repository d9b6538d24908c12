namespace Procfile.Core.Supervision.Watching;

/// <summary>
/// Watches the directories in which something can happen that changes files: their own, and those of every symbolic link on the way to
/// them.
/// </summary>
internal sealed class WatchedDirectories(Action happened) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private int _outdated;

    /// <summary>Watches what the paths lead through now. Links may have changed, and directories may have gone and come since the last time.</summary>
    /// <returns>Whether all of it is watched.</returns>
    internal bool TryFollow(IEnumerable<string> paths)
    {
        HashSet<string> wanted = [.. paths.SelectMany(path => PathSteps.Of(path)).Select(NearestExisting)];
        // A directory of the same name may be another one by now.
        bool all = Interlocked.Exchange(ref _outdated, 0) != 0;
        foreach (string gone in _watchers.Keys.Where(directory => all || !wanted.Contains(directory)).ToList())
        {
            _watchers.Remove(gone, out FileSystemWatcher? watcher);
            watcher!.Dispose();
        }

        bool done = true;
        foreach (string directory in wanted.Where(directory => !_watchers.ContainsKey(directory)))
            done &= TryWatch(directory);
        return done;
    }

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers.Values)
            watcher.Dispose();
    }

    private static string NearestExisting(string directory)
    {
        string nearest = directory;
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { Length: > 0 } above)
            nearest = above;
        return nearest;
    }

    private void Note(params ReadOnlySpan<string> paths)
    {
        foreach (string path in paths)
        {
            if (Directory.Exists(path) || !Path.Exists(path))
                Volatile.Write(ref _outdated, 1);
        }

        happened();
    }

    private bool TryWatch(string directory)
    {
        try
        {
            var watcher = new FileSystemWatcher(directory)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
            };
            watcher.Changed += (_, _) => happened();
            watcher.Created += (_, change) => Note(change.FullPath);
            watcher.Deleted += (_, change) => Note(change.FullPath);
            watcher.Renamed += (_, change) => Note(change.FullPath, change.OldFullPath);
            watcher.Error += (_, _) => Note(directory);
            watcher.EnableRaisingEvents = true;
            _watchers[directory] = watcher;
            return true;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // No more watches to be had, or it has gone just now.
            return false;
        }
    }
}
