using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>What every stream can be asked: where to begin, and whether to go on.</summary>
internal static class StreamQuery
{
    /// <summary>How many past events or lines come first.</summary>
    /// <exception cref="FormatException">It is no number; the message says what to do.</exception>
    internal static int RecentOf(HttpRequest request, int usual) => request.Query["recent"] is not [{ } recent]
        ? usual
        : int.TryParse(recent, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? count
            : throw new FormatException($"recent is a number, not \"{recent}\".");

    /// <summary>Whether to go on with what comes; else the stream ends after what there is.</summary>
    /// <exception cref="FormatException">It is neither true nor false; the message says what to do.</exception>
    internal static bool FollowOf(HttpRequest request) => request.Query["follow"] is not [{ } follow]
        || (bool.TryParse(follow, out bool wanted) ? wanted : throw new FormatException($"follow is true or false, not \"{follow}\"."));
}
