namespace Procfile.Core.Supervision.Watching;

/// <summary>The directories whose entries decide where a path leads.</summary>
internal static class PathSteps
{
    private const int LinksAtMost = 40;

    /// <summary>
    /// The directory of the file and the one above, in which it may be replaced as a whole, and that of each symbolic link on the way,
    /// those behind links included.
    /// </summary>
    internal static IEnumerable<string> Of(string path)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var left = new Queue<string>([Path.GetFullPath(path)]);
        for (int links = 0; links < LinksAtMost && left.TryDequeue(out string? next); links++)
        {
            found.Add(DirectoryOf(next));
            found.Add(DirectoryOf(DirectoryOf(next)));
            foreach ((string link, string target) in LinksOn(next))
            {
                found.Add(DirectoryOf(link));
                left.Enqueue(Path.GetFullPath(Path.Combine(DirectoryOf(link), target) + next[link.Length..]));
            }
        }

        return found;
    }

    private static IEnumerable<(string Link, string Target)> LinksOn(string path)
    {
        for (string? step = path; step is not null; step = Path.GetDirectoryName(step))
        {
            if (TargetOf(step) is { } target)
                yield return (step, target);
        }
    }

    private static string? TargetOf(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string DirectoryOf(string path) => Path.GetDirectoryName(path) ?? path;
}
