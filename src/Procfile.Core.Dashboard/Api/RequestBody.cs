using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Api;

/// <summary>Reads what is asked for. What is larger than any request needs to be is not read.</summary>
internal static class RequestBody
{
    /// <summary>How many bytes at most.</summary>
    internal const int Limit = 16 * 1024;

    /// <exception cref="RequestException">It is no JSON, not the JSON that is asked for, or too large.</exception>
    internal static async Task<RequestJson> ReadAsync(HttpRequest request)
    {
        // A form of another page can send other types without being asked about its origin first.
        if (!request.HasJsonContentType())
            throw new RequestException("Not JSON", StatusCodes.Status415UnsupportedMediaType, "Send the request as JSON: Content-Type: application/json.");
        if (request.ContentLength > Limit)
            throw TooLarge();
        ReadResult result = await request.BodyReader.ReadAtLeastAsync(Limit + 1, request.HttpContext.RequestAborted).ConfigureAwait(false);
        if (result.Buffer.Length > Limit)
            throw TooLarge();
        RequestJson read = Parse(result.Buffer);
        request.BodyReader.AdvanceTo(result.Buffer.End);
        return read;
    }

    private static RequestJson Parse(in ReadOnlySequence<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            return JsonSerializer.Deserialize(ref reader, ContractJson.Default.RequestJson) is { } read && !reader.Read()
                ? read
                : throw RequestException.Wrong("The body is null: send an object.");
        }
        catch (JsonException exception)
        {
            throw RequestException.Wrong($"The body is not what is asked for: {exception.Message}");
        }
    }

    private static RequestException TooLarge() => new(
        "Too large", StatusCodes.Status413PayloadTooLarge, $"The body has more than {Limit} bytes: name processes by patterns, such as worker.*.");
}
