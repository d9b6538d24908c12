using System.Text.Json;

namespace Procfile.Core.Tests.Syntax;

/// <summary>One observation: what a tool did with an input when it was run.</summary>
internal sealed record Vector(string Id, string Kind, string Tool, string Case, byte[] Input, JsonElement Expected, JsonElement Whole)
{
    private static readonly Lazy<IReadOnlyList<Vector>> Loaded = new(Load);

    public static IReadOnlyList<Vector> All => Loaded.Value;

    public static IEnumerable<object[]> IdsOf(string kind) =>
        All.Where(vector => vector.Kind == kind).Select(vector => new object[] { vector.Tool, vector.Case, vector.Id });

    public static Vector ById(string id) => All.First(vector => vector.Id == id);

    private static Vector[] Load()
    {
        var document = JsonDocument.Parse(File.ReadAllBytes(RepositoryFiles.Vectors));
        return [.. document.RootElement.EnumerateArray().Select(Make)];
    }

    private static Vector Make(JsonElement one) => new(
        one.GetProperty("id").GetString()!,
        one.GetProperty("kind").GetString()!,
        one.GetProperty("source_tool").GetString()!,
        one.GetProperty("case").GetString()!,
        one.TryGetProperty("input_base64", out var encoded)
            ? encoded.GetBytesFromBase64()
            : System.Text.Encoding.UTF8.GetBytes(one.GetProperty("input").GetString()!),
        one.GetProperty("expected"),
        one);
}
