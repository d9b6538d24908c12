using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Procfile.Core.Dashboard.Contract;

namespace Procfile.Core.Dashboard.Tests.Api;

/// <summary>The description is of the API that there is: the same paths, the same shapes.</summary>
public sealed class OpenApiTests
{
    private const string Prefix = "/processes";

    [Fact(Timeout = 60_000)]
    public async Task It_is_OpenAPI()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync("web: serve\n");
        ReadResult read = OpenApiDocument.Parse(await app.Client.GetStringAsync("api/openapi.json"), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact(Timeout = 60_000)]
    public async Task It_has_every_call_and_no_other()
    {
        await using DashboardApp app = await new DashboardApp().StartAsync("web: serve\n");
        JsonNode document = JsonNode.Parse(await app.Client.GetStringAsync("api/openapi.json"))!;
        IEnumerable<string> described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        IEnumerable<string> mapped = app.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith($"{Prefix}/api/", StringComparison.Ordinal))
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText![Prefix.Length..]}");
        Assert.Equal(mapped.Where(call => !call.EndsWith("openapi.json", StringComparison.Ordinal)).Order(), described.Order());
    }

    public static TheoryData<string> Shapes => ["Snapshot", "Event", "Line", "Missed", "Request", "Result", "Problem"];

    [Theory(Timeout = 60_000), MemberData(nameof(Shapes))]
    public async Task Its_shapes_are_those_that_are_sent(string name)
    {
        await using DashboardApp app = await new DashboardApp().StartAsync("web: serve\n");
        JsonNode document = JsonNode.Parse(await app.Client.GetStringAsync("api/openapi.json"))!;
        JsonTypeInfo shape = ContractJson.Default.GetTypeInfo(typeof(SnapshotJson).Assembly.GetType($"{typeof(SnapshotJson).Namespace}.{name}Json")!)!;
        JsonNode sent = shape.GetJsonSchemaAsNode(new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        Assert.Equal(sent.ToJsonString(), Bare(document["components"]!["schemas"]![name]!, document).ToJsonString());
    }

    /// <summary>The schema with what it refers to in place, and without words for people.</summary>
    private static JsonNode Bare(JsonNode schema, JsonNode document)
    {
        switch (schema)
        {
            case JsonObject named when named["$ref"] is { } reference:
                return Bare(document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!, document);
            case JsonObject whole:
                return new JsonObject(whole
                    .Where(member => member.Key is not ("default" or "example") && (member.Key != "description" || member.Value is not JsonValue))
                    .Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : (JsonNode?)Bare(member.Value, document))));
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : Bare(item, document))]);
            default:
                return schema.DeepClone();
        }
    }
}
