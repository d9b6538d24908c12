using Microsoft.AspNetCore.Http;
using Procfile.Core.Commands;
using Procfile.Core.Output;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>Which lines somebody asks for: <c>?name=web*&amp;name=worker.2&amp;recent=100&amp;follow=true</c>.</summary>
internal sealed class LogRequest
{
    private const int DefaultRecent = 100;

    private readonly string[] _names;

    private LogRequest(string[] names) => _names = names;

    /// <summary>With how many lines of the past to begin.</summary>
    internal int Recent { get; private init; }

    /// <summary>Whether to go on with those that come.</summary>
    internal bool Follow { get; private init; }

    /// <summary>Where the reader was; null for a new one.</summary>
    internal StreamPosition? Position { get; private init; }

    /// <summary>Whether these are lines of a process that was asked for: by its own name or its type's.</summary>
    internal bool Wants(OutputSource source) =>
        _names.Length == 0 || _names.Any(name => ProcessNames.Matches(name, source.Name) || ProcessNames.Matches(name, source.Type));

    /// <summary>Reads it.</summary>
    /// <exception cref="FormatException">It cannot be read; the message says what to do.</exception>
    internal static LogRequest Of(HttpRequest request) => new([.. request.Query["name"].OfType<string>()])
    {
        Recent = StreamQuery.RecentOf(request, DefaultRecent),
        Follow = StreamQuery.FollowOf(request),
        Position = StreamPosition.Of(request),
    };
}
