using System.Diagnostics;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;

namespace Procfile.Tool.Control;

/// <summary>What a running <c>start</c> sends as it happens; a connection that breaks is opened again where it broke.</summary>
/// <param name="client">Whom to ask.</param>
/// <param name="address">For what.</param>
/// <param name="follow">Whether to go on until it ends.</param>
/// <param name="lastId">After which event to begin; null: where the address says.</param>
internal sealed class LiveStream(ControlClient client, string address, bool follow, string? lastId = null)
{
    private const string End = "end";
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(250), GivesUpAfter = TimeSpan.FromSeconds(5);

    /// <summary>The last event that came.</summary>
    internal string? LastId { get; private set; } = lastId;

    internal bool Follows => follow;

    /// <summary>Whether it has ended because the supervisor has.</summary>
    internal bool HasEnded { get; private set; }

    /// <summary>What comes, until the end that the sender says.</summary>
    /// <exception cref="ControlFailure">It cannot be had, or not any more.</exception>
    internal async IAsyncEnumerable<SseItem<string>> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        HttpResponseMessage response = await client.OpenAsync(address, LastId, cancellation).ConfigureAwait(false);
        while (true)
        {
            using (response)
            {
                await using var bounded = new BoundedEvents(await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false));
                SseParser<string> parser = SseParser.Create(bounded);
                await using IAsyncEnumerator<SseItem<string>> items = parser.EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
                while (await HasNextAsync(items, cancellation).ConfigureAwait(false))
                {
                    bounded.EventRead();
                    if (items.Current.EventType == End)
                    {
                        HasEnded = true;
                        yield break;
                    }

                    if (parser.LastEventId.Length > 0)
                        LastId = parser.LastEventId;
                    yield return items.Current;
                }
            }

            if (!follow)
                throw new ControlFailure(ControlFailureKind.BrokenOff, "the answer has broken off before its end: ask again");
            if (await ReopenAsync(cancellation).ConfigureAwait(false) is not { } again)
            {
                HasEnded = true;
                yield break;
            }

            response = again;
        }
    }

    private async Task<bool> HasNextAsync(IAsyncEnumerator<SseItem<string>> items, CancellationToken cancellation)
    {
        try
        {
            return await items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw client.NoSense("an event without end");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Whoever was killed may be started again by whatever watches over it; null when it has ended as it should.</summary>
    private async Task<HttpResponseMessage?> ReopenAsync(CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            await Task.Delay(BetweenTries, cancellation).ConfigureAwait(false);
            try
            {
                return await client.OpenAsync(address, LastId, cancellation).ConfigureAwait(false);
            }
            catch (ControlFailure failure) when (failure.Problem is { Status: 503 })
            {
                return null;
            }
            catch (ControlFailure failure) when (failure.Kind is ControlFailureKind.NothingThere or ControlFailureKind.BrokenOff)
            {
                if (since.Elapsed > GivesUpAfter)
                    throw new ControlFailure(ControlFailureKind.BrokenOff, "it has gone away without a word, and does not come back: see what has ended procfile start");
            }
        }
    }
}
