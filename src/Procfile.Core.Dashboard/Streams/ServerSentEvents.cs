using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Streams;

/// <summary>An answer that goes on: server-sent events (WHATWG HTML, section 9.2).</summary>
internal sealed class ServerSentEvents
{
    /// <summary>How long a stream is silent before it says that it is still there. Also how soon a reader that is gone is noticed.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    private static readonly JsonWriterOptions Readable = new() { Encoder = ContractJson.Encoder };

    private const int Much = 32 * 1024;

    private readonly PipeWriter _body;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _gone;
    private readonly CancellationToken _end;

    private ServerSentEvents(HttpContext context, TimeProvider clock, CancellationToken end) =>
        (_body, _clock, _gone, _end) = (context.Response.BodyWriter, clock, context.RequestAborted, end);

    /// <summary>Begins the answer. Its first bytes are sent at once, so that the reader knows it is connected.</summary>
    /// <param name="context">The request.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="end">Ends the wait for more: the reader is gone, or the app ends.</param>
    internal static async Task<ServerSentEvents> BeginAsync(HttpContext context, TimeProvider clock, CancellationToken end)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        // Proxies that would collect the events are asked not to.
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new ServerSentEvents(context, clock, end);
        stream.WriteText(": procfile\nretry: 1000\n\n");
        await stream.FlushAsync().ConfigureAwait(false);
        return stream;
    }

    /// <summary>Writes an event. It is sent with the next flush.</summary>
    internal void Write<T>(StreamPosition position, T data, JsonTypeInfo<T> shape)
    {
        WriteText($"id: {position}\n");
        WriteData(data, shape);
    }

    /// <summary>Says that the reader has missed some; null: nobody knows how many.</summary>
    internal void WriteMissed(long? count)
    {
        WriteText("event: missed\n");
        WriteData(new MissedJson(count), ContractJson.Default.MissedJson);
    }

    /// <summary>Says that there will be no more, and that asking again is of no use.</summary>
    internal Task EndAsync()
    {
        WriteText("event: end\ndata: {}\n\n");
        return FlushAsync();
    }

    /// <summary>So that what is written and not yet sent stays small, however much there is.</summary>
    internal Task FlushIfMuchAsync() => _body.UnflushedBytes < Much ? Task.CompletedTask : FlushAsync();

    /// <summary>Sends what was written; waits for a reader that is slow.</summary>
    internal async Task FlushAsync()
    {
        FlushResult result = await _body.FlushAsync(_gone).ConfigureAwait(false);
        if (result.IsCompleted || _gone.IsCancellationRequested)
            throw new OperationCanceledException(_gone);
    }

    /// <summary>Waits for something to write, and says from time to time that the stream is still there.</summary>
    internal async Task WaitAsync(Task news)
    {
        while (!news.IsCompleted)
        {
            try
            {
                await news.WaitAsync(Silence, _clock, _end).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                WriteText(":\n\n");
                await FlushAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (news.IsCompleted)
            {
                // The end of the app has overtaken the news, which may be the end of the supervisor.
            }
        }
    }

    /// <summary>Goes to the next item; sends what was written when there is none yet. No item comes after the end.</summary>
    internal async Task<bool> NextAsync<T>(IAsyncEnumerator<T> items, Task ended, CancellationTokenSource stop)
    {
        ValueTask<bool> next = items.MoveNextAsync();
        if (next.IsCompleted)
            return await next.ConfigureAwait(false);
        Task<bool> waiting = next.AsTask();
        try
        {
            await FlushAsync().ConfigureAwait(false);
            await WaitAsync(Task.WhenAny(waiting, ended)).ConfigureAwait(false);
            if (waiting.IsCompleted)
                return await waiting.ConfigureAwait(false);
        }
        finally
        {
            // An enumerator may only be left when it waits no more.
            if (!waiting.IsCompleted)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                await ((Task)waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return false;
    }

    private void WriteData<T>(T data, JsonTypeInfo<T> shape)
    {
        WriteText("data: ");
        // JSON has its line breaks escaped, so that it is one line.
        using (var json = new Utf8JsonWriter(_body, Readable))
            JsonSerializer.Serialize(json, data, shape);
        WriteText("\n\n");
    }

    private void WriteText(string text) => Encoding.UTF8.GetBytes(text, _body);
}
