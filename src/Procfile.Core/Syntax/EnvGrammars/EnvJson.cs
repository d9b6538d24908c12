using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// A JSON file of variables, flattened as node-foreman lib/envs.js does it: <c>{"a":{"b":[1]}}</c> is <c>A_B_0=1</c>, and of a
/// text alone each character is a variable of its own.
/// </summary>
internal static class EnvJson
{
    private const int DeepestLevel = 256;

    /// <summary>Reads the text if it is JSON.</summary>
    /// <returns>Whether it was.</returns>
    internal static bool TryRead(EnvReading reading)
    {
        try
        {
            using var json = JsonDocument.Parse(reading.Text, new JsonDocumentOptions { MaxDepth = DeepestLevel });
            if (json.RootElement.ValueKind == JsonValueKind.String)
                WalkCharacters(reading, json.RootElement);
            else if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                Walk(reading, json.RootElement, null);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void WalkCharacters(EnvReading reading, JsonElement element)
    {
        var text = JavaScriptText.Unescape(JsonMarshal.GetRawUtf8Value(element)[1..^1]);
        for (var index = 0; index < text.Length; index++)
            reading.Set(index.ToString(CultureInfo.InvariantCulture), WellFormed(text[index].ToString()), 0);
    }

    private static void Walk(EnvReading reading, JsonElement element, string? path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var (name, value) in PropertiesOf(element))
                    Walk(reading, value, Join(path, name));
                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                    Walk(reading, item, Join(path, index++.ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.Null:
                break;
            default:
                reading.Set(WellFormed(JavaScriptCase.ToUpper(path!)), WellFormed(TextOf(element)), OffsetOf(reading, path!));
                break;
        }
    }

    /// <summary>The properties as a JavaScript object has them: of equal names the last value, integers first.</summary>
    private static IEnumerable<KeyValuePair<string, JsonElement>> PropertiesOf(JsonElement element)
    {
        var properties = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
            properties[JavaScriptText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property))] = property.Value;
        return properties.OrderBy(one => JavaScriptText.ArrayIndex(one.Key));
    }

    private static string TextOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => JavaScriptText.Unescape(JsonMarshal.GetRawUtf8Value(element)[1..^1]),
        JsonValueKind.Number => JavaScriptNumber.ToText(element.GetDouble()),
        JsonValueKind.True => "true",
        _ => "false",
    };

    /// <summary>Half of a surrogate pair is text to JavaScript, but the environment of a process cannot hold it.</summary>
    private static string WellFormed(string text) => Text.ByteText.ToRunes(text);

    private static string Join(string? path, string key) => path is null ? key : $"{path}_{key}";

    /// <summary>The reader keeps no positions, so the line is where the last key of the path is first written.</summary>
    private static int OffsetOf(EnvReading reading, string path)
    {
        var key = path[(path.LastIndexOf('_') + 1)..];
        return Math.Max(0, reading.Text.IndexOf($"\"{key}\"", StringComparison.Ordinal));
    }
}
