using System.Collections.Immutable;
using System.Security.Cryptography;
using Procfile.Core.Supervision;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>
/// The latest events, for all who read them: the supervisor is watched once, however many there are, and whoever was away goes on where it was.
/// </summary>
internal sealed class EventJournal
{
    /// <summary>How many events are remembered.</summary>
    internal const int Capacity = 1024;

    private const int BytesOfName = 6;

    private readonly Lock _gate = new();
    private readonly SupervisorEvent[] _ring = new SupervisorEvent[Capacity];
    private TaskCompletionSource? _news;
    private long _next = 1;
    private bool _ended;

    /// <summary>Begins to remember.</summary>
    internal EventJournal(ProcessSupervisor supervisor) => Written = WriteAsync(supervisor.WatchAsync());

    /// <summary>Tells this journal's numbers from those of others, of an earlier run for instance.</summary>
    internal string Name { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BytesOfName));

    /// <summary>Ends with the supervisor.</summary>
    internal Task Written { get; }

    /// <summary>The number of the event that comes next; the first is 1.</summary>
    internal long Next
    {
        get
        {
            lock (_gate)
                return _next;
        }
    }

    /// <summary>The events from a number on.</summary>
    internal JournalPage Read(long from)
    {
        lock (_gate)
        {
            long first = Math.Max(1, _next - Capacity);
            long begin = Math.Clamp(from, first, _next);
            var events = ImmutableArray.CreateBuilder<SupervisorEvent>((int)(_next - begin));
            for (long number = begin; number < _next; number++)
                events.Add(_ring[number % Capacity]);
            _news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new JournalPage(begin, events.MoveToImmutable(), Math.Max(0, begin - from), _ended, _news.Task);
        }
    }

    private async Task WriteAsync(IAsyncEnumerable<SupervisorEvent> events)
    {
        await foreach (SupervisorEvent happened in events.ConfigureAwait(false))
            Tell(() => _ring[_next++ % Capacity] = happened);
        Tell(() => _ended = true);
    }

    private void Tell(Action change)
    {
        TaskCompletionSource? news;
        lock (_gate)
        {
            change();
            (news, _news) = (_news, null);
        }

        news?.TrySetResult();
    }
}

/// <summary>A look into the journal.</summary>
/// <param name="First">The number of the first of the events.</param>
/// <param name="Events">The events.</param>
/// <param name="Missed">How many before them are forgotten that the reader has not seen.</param>
/// <param name="Ended">Whether there will be no more.</param>
/// <param name="News">Ends when there is more.</param>
internal sealed record JournalPage(long First, ImmutableArray<SupervisorEvent> Events, long Missed, bool Ended, Task News)
{
    internal long Next => First + Events.Length;
}
