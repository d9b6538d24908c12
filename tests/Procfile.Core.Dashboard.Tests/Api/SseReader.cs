using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Procfile.Core.Dashboard.Tests.Api;

/// <summary>A reader of a stream of the API.</summary>
internal sealed class SseReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly CancellationTokenSource _limit = new(DashboardApp.Limit);
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private SseReader(HttpResponseMessage answer, Stream stream)
    {
        _answer = answer;
        _items = SseParser.Create(stream).EnumerateAsync(_limit.Token).GetAsyncEnumerator(_limit.Token);
    }

    /// <summary>The id of the last event.</summary>
    internal string? LastId => _items.Current.EventId;

    internal static async Task<SseReader> OpenAsync(HttpClient client, string path, string? lastId = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
            request.Headers.Add("Last-Event-ID", lastId);
        HttpResponseMessage answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        return new SseReader(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null at the end of the answer.</summary>
    internal async Task<(string Name, string Data)?> NextAsync() =>
        await _items.MoveNextAsync() ? (_items.Current.EventType, _items.Current.Data) : null;

    internal async Task<T> NextAsync<T>(JsonTypeInfo<T> shape, string name = "message")
    {
        (string actual, string data) = (await NextAsync()) ?? throw new InvalidOperationException("The stream has ended.");
        Assert.Equal((name, data), (actual, data));
        return JsonSerializer.Deserialize(data, shape)!;
    }

    public async ValueTask DisposeAsync()
    {
        await _limit.CancelAsync();
        _answer.Dispose();
        try
        {
            await _items.DisposeAsync();
        }
        catch (NotSupportedException)
        {
            // It was in the middle of a read, which the answer's end has ended.
        }

        _limit.Dispose();
    }
}
