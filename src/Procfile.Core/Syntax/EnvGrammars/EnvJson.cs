using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Procfile.Core.Syntax.Text;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>
/// A JSON file of variables, flattened as node-foreman lib/envs.js does it: <c>{"a":{"b":[1]}}</c> is <c>A_B_0=1</c>, and of a
/// text alone each character is a variable of its own.
/// </summary>
internal sealed class EnvJson
{
    private const int DeepestLevel = 256;

    private readonly EnvReading _reading;
    private readonly SourceText _source;

    private EnvJson(EnvReading reading)
    {
        _reading = reading;
        _source = SourceText.From(Encoding.UTF8.GetBytes(reading.Text));
    }

    /// <summary>Reads the text if it is JSON.</summary>
    /// <returns>Whether it was.</returns>
    internal static bool TryRead(EnvReading reading)
    {
        try
        {
            new EnvJson(reading).Read();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Read()
    {
        using var json = JsonDocument.Parse(_source.Bytes, new JsonDocumentOptions { MaxDepth = DeepestLevel });
        if (json.RootElement.ValueKind == JsonValueKind.String)
            WalkCharacters(TextOf(json.RootElement));
        else if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            Walk(json.RootElement, null);
    }

    private void WalkCharacters(string text)
    {
        for (var index = 0; index < text.Length; index++)
            _reading.Set(index.ToString(CultureInfo.InvariantCulture), WellFormed.Of(text[index].ToString()), 0);
    }

    private void Walk(JsonElement element, string? path)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var (name, value) in PropertiesOf(element))
                    Walk(value, Join(path, name));
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in element.EnumerateArray().Index())
                    Walk(item, Join(path, index.ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.Null:
                break;
            default:
                _reading.SetInLine(WellFormed.Of(JavaScriptCase.ToUpper(path!)), WellFormed.Of(TextOf(element)), LineOf(element));
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

    /// <summary>The document keeps no positions, but its values lie in the bytes that it was made of.</summary>
    private int LineOf(JsonElement element) =>
        _source.Bytes.AsSpan().Overlaps(JsonMarshal.GetRawUtf8Value(element), out var offset) ? _source.LineIndexAt(offset) + 1 : 1;

    /// <summary>A path is repeated for all that is below it, which counts as what references bring in.</summary>
    private string Join(string? path, string key) => path is null || !_reading.TryBringIn(path) ? key : $"{path}_{key}";
}
