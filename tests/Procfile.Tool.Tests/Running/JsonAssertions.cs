using System.Text.Json;
using System.Text.Json.Nodes;

namespace Procfile.Tool.Tests.Running;

/// <summary>What other programs rely on in JSON: the names, their order, the values.</summary>
internal static class JsonAssertions
{
    internal static void AssertNames(this JsonElement element, params string[] names) =>
        Assert.Equal(names, element.EnumerateObject().Select(property => property.Name));

    internal static void AssertIs(this JsonElement element, string expected)
    {
        JsonNode? actual = JsonNode.Parse(element.GetRawText());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected\n{expected}\nbut is\n{actual}");
    }
}
