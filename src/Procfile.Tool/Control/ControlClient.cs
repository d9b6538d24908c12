using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Tool.Control;

/// <summary>Asks a running <c>start</c> over its socket.</summary>
internal sealed class ControlClient : IDisposable
{
    private const long LargestAnswer = 64 << 20;

    /// <summary>Longer than a look takes on a machine that is at its limit.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Whoever answers may be no start at all: what is missing is noticed here, not somewhere behind.
    private static readonly ContractJson Wire = new(new JsonSerializerOptions(ContractJson.Default.Options)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    private readonly SupervisorSocket _socket;
    private readonly HttpClient _http;

    internal ControlClient(SupervisorSocket socket)
    {
        _socket = socket;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellation) => await socket.ConnectAsync(cancellation).ConfigureAwait(false),
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        })
        {
            BaseAddress = new Uri("http://localhost/api/"),
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The overall view, read and as it came.</summary>
    internal async Task<(SnapshotJson Snapshot, byte[] Exact)> LookAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            byte[] exact = await SendAsync(new HttpRequestMessage(HttpMethod.Get, "snapshot"), patience.Token).ConfigureAwait(false);
            SnapshotJson snapshot = Read(exact, Wire.SnapshotJson);
            return snapshot.Processes.Contains(null!) || snapshot.Types.Contains(null!) ? throw NoSense("") : (snapshot, exact);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ControlFailure(
                ControlFailureKind.NoSense, string.Create(CultureInfo.InvariantCulture, $"{_socket.Path} has not answered for {Patience.TotalSeconds} s"));
        }
    }

    internal async Task<SnapshotJson> GetSnapshotAsync(CancellationToken cancellation) => (await LookAsync(cancellation).ConfigureAwait(false)).Snapshot;

    /// <summary>Has an operation carried out, and waits for its effect, however long that takes.</summary>
    internal async Task<ResultJson> DoAsync(string operation, RequestJson request, CancellationToken cancellation)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, operation)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, Wire.RequestJson)),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        ResultJson result = Read(await SendAsync(message, cancellation).ConfigureAwait(false), Wire.ResultJson);
        return result.Processes.Contains(null!) || result.Added.Contains(null!) || result.Removed.Contains(null!) ? throw NoSense("") : result;
    }

    /// <summary>Opens a stream of events.</summary>
    internal async Task<HttpResponseMessage> OpenAsync(string address, string? lastEventId, CancellationToken cancellation)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.Accept.ParseAdd("text/event-stream");
        if (lastEventId is { Length: > 0 })
            message.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        return await SendForHeadersAsync(message, cancellation).ConfigureAwait(false);
    }

    /// <summary>Reads one event of a stream.</summary>
    internal T Read<T>(string data, Func<ContractJson, JsonTypeInfo<T>> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(data, shape(Wire)) ?? throw NoSense("");
        }
        catch (JsonException exception)
        {
            throw NoSense(exception.Message);
        }
    }

    internal ControlFailure NoSense(string detail) => new(
        ControlFailureKind.NoSense, $"what listens at {_socket.Path} does not answer as procfile start of this version does{(detail.Length == 0 ? "" : $": {detail}")}");

    public void Dispose() => _http.Dispose();

    private T Read<T>(byte[] json, JsonTypeInfo<T> shape)
    {
        try
        {
            return JsonSerializer.Deserialize(json, shape) ?? throw NoSense("");
        }
        catch (JsonException exception)
        {
            throw NoSense(exception.Message);
        }
    }

    private async Task<byte[]> SendAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await SendForHeadersAsync(message, cancellation).ConfigureAwait(false);
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation).ConfigureAwait(false);
            return await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw FailureOf(exception);
        }
    }

    /// <summary>Sends, and has what is no success said as a failure.</summary>
    private async Task<HttpResponseMessage> SendForHeadersAsync(HttpRequestMessage message, CancellationToken cancellation)
    {
        HttpResponseMessage response;
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
        }
        catch (HttpRequestException exception)
        {
            throw FailureOf(exception);
        }

        if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted)
            return response;
        using (response)
            throw await ProblemOf(response, cancellation).ConfigureAwait(false);
    }

    private ControlFailure FailureOf(HttpRequestException exception) => exception switch
    {
        { InnerException: ControlFailure failure } => failure,
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } => NoSense(""),
        _ => new ControlFailure(ControlFailureKind.BrokenOff, $"what listens at {_socket.Path} has broken off its answer: see whether it still runs with procfile ps"),
    };

    private async Task<ControlFailure> ProblemOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return NoSense(string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}"));
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellation).ConfigureAwait(false);
            ProblemJson problem = Read(await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false), Wire.ProblemJson);
            return new ControlFailure(ControlFailureKind.Refused, problem.Detail, problem);
        }
        catch (HttpRequestException exception)
        {
            return FailureOf(exception);
        }
    }
}
