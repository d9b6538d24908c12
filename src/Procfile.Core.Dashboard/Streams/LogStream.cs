using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Output;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>What processes write, to one reader.</summary>
internal static class LogStream
{
    /// <summary>Sends the lines that are remembered and, if wanted, all that come, until the reader is gone or the supervisor ends.</summary>
    /// <param name="stream">The answer.</param>
    /// <param name="lines">The lines.</param>
    /// <param name="journal">By whose name positions go, and whose end is the end of the lines.</param>
    /// <param name="request">Which lines.</param>
    internal static async Task SendAsync(ServerSentEvents stream, RecentOutputSink lines, EventJournal journal, LogRequest request)
    {
        bool isKnown = request.Position?.Journal == journal.Name;
        long seen = isKnown ? request.Position!.Value.Number : 0;
        int recent = request.Position is null ? request.Recent : int.MaxValue;
        if (request.Position is not null && (!isKnown || lines.HasForgottenAfter(seen, request.Wants)))
            stream.WriteMissed(null);

        if (request.Follow)
        {
            using var end = new CancellationTokenSource();
            IAsyncEnumerable<OutputLine> coming = isKnown
                ? lines.FollowAfterAsync(seen, request.Wants, end.Token)
                : lines.FollowAsync(request.Wants, recent, end.Token);
            await using IAsyncEnumerator<OutputLine> line = coming.GetAsyncEnumerator(end.Token);
            while (await stream.NextAsync(line, journal.Written, end).ConfigureAwait(false))
            {
                seen = line.Current.Number;
                await WriteAsync(line.Current).ConfigureAwait(false);
            }
        }

        // The last words of what has ended, or all that was asked for.
        foreach (OutputLine line in lines.GetLines(request.Wants, request.Follow ? int.MaxValue : recent).Where(line => line.Number > seen))
            await WriteAsync(line).ConfigureAwait(false);
        await stream.EndAsync().ConfigureAwait(false);

        Task WriteAsync(OutputLine line)
        {
            if (line.Missed > 0)
                stream.WriteMissed(line.Missed);
            stream.Write(new StreamPosition(journal.Name, line.Number), JsonViews.Of(line), ContractJson.Default.LineJson);
            return stream.FlushIfMuchAsync();
        }
    }
}
