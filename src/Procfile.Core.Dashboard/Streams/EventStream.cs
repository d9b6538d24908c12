using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>What happens, to one reader.</summary>
internal static class EventStream
{
    /// <summary>Sends what a reader has not seen, and goes on until it is gone or the supervisor ends.</summary>
    /// <param name="stream">The answer.</param>
    /// <param name="journal">The events.</param>
    /// <param name="position">Where the reader was; null for a new one.</param>
    /// <param name="recent">With how many past events a new reader begins.</param>
    /// <param name="follow">Whether to go on with what comes.</param>
    internal static async Task SendAsync(ServerSentEvents stream, EventJournal journal, StreamPosition? position, int recent, bool follow)
    {
        long next = journal.Next;
        if (position is not { } last)
        {
            next = Math.Max(1, next - recent);
        }
        else if (last.Journal == journal.Name)
        {
            next = Math.Min(next, last.Number + 1);
        }
        else
        {
            // All of this journal is new to a reader of another one; what it has missed there nobody knows.
            stream.WriteMissed(null);
            next = 1;
        }

        while (true)
        {
            JournalPage page = journal.Read(next);
            if (page.Missed > 0)
                stream.WriteMissed(page.Missed);
            next = page.First;
            foreach (SupervisorEvent happened in page.Events)
                Write(stream, new StreamPosition(journal.Name, next++), happened);
            if (page.Ended || !follow)
            {
                await stream.EndAsync().ConfigureAwait(false);
                return;
            }

            await stream.FlushAsync().ConfigureAwait(false);
            await stream.WaitAsync(page.News).ConfigureAwait(false);
        }
    }

    private static void Write(ServerSentEvents stream, StreamPosition position, SupervisorEvent happened)
    {
        if (happened.Kind == SupervisorEventKind.EventsDropped)
            stream.WriteMissed(happened.Count);
        else
            stream.Write(position, JsonViews.Of(happened), ContractJson.Default.EventJson);
    }
}
