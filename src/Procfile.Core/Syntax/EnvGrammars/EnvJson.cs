using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>A JSON file of variables, flattened as node-foreman lib/envs.js does it: <c>{"a":{"b":[1]}}</c> is <c>A_B_0=1</c>.</summary>
internal static class EnvJson
{
    private const int DeepestLevel = 256;

    /// <summary>Reads the text if it is JSON.</summary>
    /// <returns>Whether it was.</returns>
    internal static bool TryRead(EnvReading reading)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(reading.Text), new JsonDocumentOptions { MaxDepth = DeepestLevel });
            Walk(reading, json.RootElement, "");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair is JSON but no text.
            return false;
        }
    }

    private static void Walk(EnvReading reading, JsonElement element, string path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Walk(reading, property.Value, Join(path, property.Name));
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Walk(reading, item, Join(path, index++.ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.Null:
                break;
            default:
                reading.Set(path.ToUpperInvariant(), TextOf(element), OffsetOf(reading, path));
                break;
        }
    }

    private static string TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number => JavaScriptNumber.ToText(element.GetDouble()),
        JsonValueKind.True => "true",
        _ => "false",
    };

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}_{key}";

    /// <summary>The reader keeps no positions, so the line is where the last key of the path is first written.</summary>
    private static int OffsetOf(EnvReading reading, string path)
    {
        var key = path[(path.LastIndexOf('_') + 1)..];
        return Math.Max(0, reading.Text.IndexOf($"\"{key}\"", StringComparison.Ordinal));
    }
}
