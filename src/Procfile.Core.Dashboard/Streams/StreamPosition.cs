using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>Where a reader of a stream is: <c>JOURNAL-NUMBER</c>, the id of the last event it has seen.</summary>
/// <param name="Journal">Whose numbers these are.</param>
/// <param name="Number">The number of the last one seen.</param>
internal readonly record struct StreamPosition(string Journal, long Number)
{
    private const string Header = "Last-Event-ID";

    /// <summary>Where the reader says that it was; null when it is new, or says what nobody can know.</summary>
    internal static StreamPosition? Of(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ } id] || id.Split('-') is not [{ Length: > 0 } journal, { } text])
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? new StreamPosition(journal, number) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Journal}-{Number}");
}
