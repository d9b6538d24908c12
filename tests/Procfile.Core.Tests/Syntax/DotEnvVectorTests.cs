using System.Text.Json;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class DotEnvVectorTests
{
    public static IEnumerable<object[]> Ids => Vector.IdsOf("env");

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_grammar_reads_what_its_tool_was_seen_to_read(string tool, string @case, string id)
    {
        _ = @case;
        var vector = Vector.ById(id);
        Assert.True(DotEnvDialect.TryParse(tool, out var dialect));
        var outer = vector.Whole.GetProperty("os_env").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!);
        var document = DotEnvDocument.Parse(vector.Input, dialect, new DotEnvOptions { OuterVariables = outer });

        if (vector.Expected.TryGetProperty("error", out _) || vector.Expected.TryGetProperty("(stderr)", out _))
        {
            Assert.True(document.HasErrors, "the tool refuses this file");
            Assert.Empty(document.Variables);
            return;
        }

        var expected = vector.Expected.EnumerateObject().ToDictionary(one => one.Name, one => TextOf(one.Value));
        Assert.Equal(expected, document.ToDictionary());
    }

    private static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
