using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Procfile.Core.Output.Recent;

namespace Procfile.Core.Output;

/// <summary>Remembers the latest output of each process, for whoever looks later and for those who follow. Never blocks.</summary>
public sealed class RecentOutputSink : IOutputSink
{
    /// <summary>How much is remembered of each process when nothing else is said.</summary>
    /// <value>64 KiB.</value>
    public const int DefaultBytesPerProcess = 64 * 1024;

    /// <summary>Lines that come close together are looked for together, so that a flood is not held up by those who read along.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(25);

    private readonly Lock _writing = new();
    private readonly Dictionary<OutputSource, RecentLines> _recent = [];
    private readonly int _bytesPerProcess;
    private readonly TimeProvider _clock;
    private TaskCompletionSource? _news;
    private long _lines;

    /// <summary>Makes a sink.</summary>
    /// <param name="bytesPerProcess">How much is remembered of each process, in bytes.</param>
    /// <param name="clock">Where the lines' times come from; the system's clock when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public RecentOutputSink(int bytesPerProcess = DefaultBytesPerProcess, TimeProvider? clock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesPerProcess, 1);
        (_bytesPerProcess, _clock) = (bytesPerProcess, clock ?? TimeProvider.System);
    }

    /// <inheritdoc/>
    public void Write(in OutputBatch batch)
    {
        DateTimeOffset time = _clock.GetUtcNow();
        TaskCompletionSource? news;
        lock (_writing)
        {
            if (!_recent.TryGetValue(batch.Source, out RecentLines? lines))
                _recent[batch.Source] = lines = new RecentLines(batch.Source, _bytesPerProcess);
            _lines += lines.Add(batch, _lines + 1, time);
            (news, _news) = (_news, null);
        }

        news?.TrySetResult();
    }

    /// <summary>The latest lines, in the order in which they came.</summary>
    /// <param name="which">Of which processes; null: of all.</param>
    /// <param name="count">How many at most.</param>
    public ImmutableArray<OutputLine> GetLines(Func<OutputSource, bool>? which = null, int count = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var found = new FoundLines();
        lock (_writing)
        {
            foreach (RecentLines lines in Matching(which))
                lines.CopyTo(found, Math.Max(lines.First, lines.Next - count));
        }

        return found.InOrder(count);
    }

    /// <summary>
    /// The latest lines and all that come from then on, none twice. A reader that is slow misses lines and is told how many
    /// (<see cref="OutputLine.Missed"/>).
    /// </summary>
    /// <param name="which">Of which processes; null: of all, also of those that come later.</param>
    /// <param name="recent">How many to begin with at most.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    public IAsyncEnumerable<OutputLine> FollowAsync(
        Func<OutputSource, bool>? which = null, int recent = int.MaxValue, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(recent);
        return FollowAsync(which, lines => Math.Max(lines.First, lines.Next - recent), recent, cancellationToken);
    }

    /// <summary>All lines after one that a reader has seen before, and all that come from then on, for whoever was away.</summary>
    /// <param name="number">The <see cref="OutputLine.Number"/> of the last line seen.</param>
    /// <param name="which">Of which processes; null: of all, also of those that come later.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <seealso cref="HasForgottenAfter"/>
    public IAsyncEnumerable<OutputLine> FollowAfterAsync(
        long number, Func<OutputSource, bool>? which = null, CancellationToken cancellationToken = default) =>
        FollowAsync(which, lines => lines.PlaceAfter(number), int.MaxValue, cancellationToken);

    /// <summary>Whether some of the lines after one have been forgotten.</summary>
    /// <param name="number">The <see cref="OutputLine.Number"/> of that line.</param>
    /// <param name="which">Of which processes; null: of all.</param>
    public bool HasForgottenAfter(long number, Func<OutputSource, bool>? which = null)
    {
        lock (_writing)
            return Matching(which).Any(lines => lines.LastForgotten > number);
    }

    private async IAsyncEnumerable<OutputLine> FollowAsync(
        Func<OutputSource, bool>? which, Func<RecentLines, long> begin, int recent, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var next = new Dictionary<OutputSource, long>();
        for (bool isFirst = true; ; isFirst = false)
        {
            var found = new FoundLines();
            Task news;
            lock (_writing)
            {
                foreach (RecentLines lines in Matching(which))
                {
                    long from = next.TryGetValue(lines.Source, out long seen) ? seen : isFirst ? begin(lines) : 0;
                    if (from < lines.Next)
                        lines.CopyTo(found, from);
                    next[lines.Source] = lines.Next;
                }

                news = (_news ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }

            foreach (OutputLine line in found.InOrder(isFirst ? recent : int.MaxValue))
                yield return line;
            long looked = Stopwatch.GetTimestamp();
            await news.WaitAsync(cancellation).ConfigureAwait(false);
            if (Gathering - Stopwatch.GetElapsedTime(looked) is { Ticks: > 0 } rest)
                await Task.Delay(rest, TimeProvider.System, cancellation).ConfigureAwait(false);
        }
    }

    private IEnumerable<RecentLines> Matching(Func<OutputSource, bool>? which) =>
        which is null ? _recent.Values : _recent.Values.Where(lines => which(lines.Source));
}
