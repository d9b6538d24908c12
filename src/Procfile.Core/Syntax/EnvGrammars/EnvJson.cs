using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Procfile.Core.Syntax.EnvGrammars;

/// <summary>A JSON file of variables, flattened as node-foreman lib/envs.js does it: <c>{"a":{"b":[1]}}</c> is <c>A_B_0=1</c>.</summary>
internal ref struct EnvJson
{
    private const int DeepestLevel = 256;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly EnvReading _reading;
    private Utf8JsonReader _json;
    private int _counted;
    private int _line = 1;

    private EnvJson(EnvReading reading)
    {
        _reading = reading;
        _utf8 = Encoding.UTF8.GetBytes(reading.Text);
        _json = new Utf8JsonReader(_utf8, new JsonReaderOptions { MaxDepth = DeepestLevel });
    }

    /// <summary>Reads the text if it is JSON.</summary>
    /// <returns>Whether it was.</returns>
    internal static bool TryRead(EnvReading reading)
    {
        try
        {
            var json = new EnvJson(reading);
            json.Validate();
            json._json.Read();
            json.Walk("");
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

    /// <summary>Goes over all of it first, so that a file that is not JSON to its end sets nothing.</summary>
    private readonly void Validate()
    {
        var json = _json;
        while (json.Read())
        {
            if (json.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                _ = json.GetString();
        }
    }

    private void Walk(string path)
    {
        switch (_json.TokenType)
        {
            case JsonTokenType.StartObject:
                while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
                {
                    var name = _json.GetString()!;
                    _json.Read();
                    Walk(Join(path, name));
                }

                break;
            case JsonTokenType.StartArray:
                for (var index = 0; _json.Read() && _json.TokenType != JsonTokenType.EndArray; index++)
                    Walk(Join(path, index.ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonTokenType.Null:
                break;
            default:
                _reading.SetInLine(path.ToUpperInvariant(), TextOfValue(), LineOfValue());
                break;
        }
    }

    private readonly string TextOfValue() => _json.TokenType switch
    {
        JsonTokenType.String => _json.GetString()!,
        JsonTokenType.Number => JavaScriptNumber.ToText(_json.GetDouble()),
        JsonTokenType.True => "true",
        _ => "false",
    };

    private int LineOfValue()
    {
        var start = (int)_json.TokenStartIndex;
        _line += _utf8[_counted..start].Count((byte)'\n');
        _counted = start;
        return _line;
    }

    /// <summary>A path is repeated for all that is below it, which counts as what references bring in.</summary>
    private readonly string Join(string path, string key) =>
        path.Length == 0 || !_reading.TryBringIn(path) ? key : $"{path}_{key}";
}
