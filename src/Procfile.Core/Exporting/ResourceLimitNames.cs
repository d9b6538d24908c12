using System.Collections.Immutable;

namespace Procfile.Core.Exporting;

/// <summary>What the limits of <c>setrlimit</c> are called in <c>limits.conf</c>, upstart, Docker and <c>prlimit</c>.</summary>
public static class ResourceLimitNames
{
    /// <summary>All names, in the order of <see cref="ResourceLimit"/>.</summary>
    public static ImmutableArray<string> All { get; } = ["nofile", "nproc", "core", "cpu", "data", "fsize", "memlock", "rss", "stack", "as"];

    /// <summary>The name of a limit.</summary>
    /// <param name="limit">The limit.</param>
    /// <returns>For example <c>nofile</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such limit.</exception>
    public static string Of(ResourceLimit limit) =>
        (int)limit >= 0 && (int)limit < All.Length ? All[(int)limit] : throw new ArgumentOutOfRangeException(nameof(limit), limit, "There is no such limit.");

    /// <summary>Reads a name.</summary>
    /// <param name="name">The name, in any case.</param>
    /// <param name="limit">The limit.</param>
    /// <returns>Whether a limit is called so.</returns>
    public static bool TryParse(string? name, out ResourceLimit limit)
    {
        int place = All.IndexOf(name!, StringComparer.OrdinalIgnoreCase);
        limit = (ResourceLimit)Math.Max(0, place);
        return place >= 0;
    }
}
