using CsCheck;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class DotEnvUnionTests
{
    [Theory]
    [InlineData("A=b", "b")]
    [InlineData("export A=b", "b")]
    [InlineData("  A = b  ", "b")]
    [InlineData("A: b", "b")]
    [InlineData("A=", "")]
    [InlineData("A=a b", "a b")]
    [InlineData("A=b # c", "b")]
    [InlineData("A=b#c", "b#c")]
    [InlineData("A=#c", "#c")]
    [InlineData("A= # c", "")]
    [InlineData("A='b # c' # d", "b # c")]
    [InlineData("A=\"b # c\"", "b # c")]
    [InlineData("A='a\\nb'", "a\\nb")]
    [InlineData("A=\"a\\n\\r\\t\\\"\\\\\\$x\"", "a\n\r\t\"\\$x")]
    [InlineData("A=a\\nb", "a\\nb")]
    [InlineData("A=\"a\nb\"\nB=1", "a\nb")]
    [InlineData("A='a\r\nb'\r\n", "a\nb")]
    [InlineData("A=\"a\"b", "ab")]
    [InlineData("A=a\"b\"", "a\"b\"")]
    [InlineData("A=a=b", "a=b")]
    [InlineData("A=$B${C:-d}", "$B${C:-d}")]
    [InlineData("A='it\nB=2", "'it")]
    [InlineData("\uFEFFA=b", "b")]
    [InlineData("A=1\nA=2", "2")]
    [InlineData("A=b\r\n", "b")]
    public void A_value_is_what_any_of_the_tools_accepts(string text, string expected)
    {
        Assert.True(DotEnvDocument.Parse(text).TryGetValue("A", out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("A = b", "PF0801")]
    [InlineData("export A=b", "PF0802")]
    [InlineData("A=b # c", "PF0803")]
    [InlineData("A=", "PF0804")]
    [InlineData("A=a b", "PF0805")]
    [InlineData("A: b", "PF0806")]
    [InlineData("prose", "PF0807")]
    [InlineData("A=1\nA=2", "PF0808")]
    [InlineData("A='b", "PF0809")]
    [InlineData("A.B=1", "PF0810")]
    [InlineData("A=\"\\t\"", "PF0811")]
    [InlineData(" A=b", "PF0812")]
    [InlineData("A=$B", "PF0813")]
    [InlineData("A='a'b", "PF0814")]
    [InlineData("A='a\nb'", "PF0815")]
    [InlineData("{\"a\":1}", "PF0816")]
    [InlineData("\uFEFFA=b", "PF0101")]
    [InlineData("A=b\0", "PF0103")]
    public void What_some_tool_reads_differently_is_reported(string text, string id) =>
        Assert.Equal([id], DotEnvDocument.Parse(text).Diagnostics.Select(one => one.Id));

    [Theory]
    [InlineData("A=1\nB=$A-${A}\n", "1-1")]
    [InlineData("A=1\nB=\"$A\\$A\"", "1$A")]
    [InlineData("B='$A'", "$A")]
    [InlineData("B=$OUT", "outer")]
    [InlineData("OUT=inner\nB=$OUT", "inner")]
    [InlineData("B=<$NONE>", "<>")]
    [InlineData("B=${NONE:-d e}", "d e")]
    [InlineData("A=\nB=${A:-d}${A-e}", "d")]
    [InlineData("B=\\$OUT", "$OUT")]
    [InlineData("B=$(date)$1${", "$(date)$1${")]
    public void References_are_replaced_when_asked_for(string text, string expected)
    {
        var options = new DotEnvOptions { Interpolate = true, OuterVariables = new Dictionary<string, string> { ["OUT"] = "outer" } };
        Assert.True(DotEnvDocument.Parse(text, options: options).TryGetValue("B", out var value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Each_variable_knows_its_line()
    {
        var document = DotEnvDocument.Parse("# x\nA=\"1\n2\"\n\nB=3\n");
        Assert.Equal([("A", 2), ("B", 5)], document.Variables.Select(one => (one.Name, one.Line)));
    }

    [Fact]
    public void Json_is_flattened()
    {
        var document = DotEnvDocument.Parse(" {\"a\":{\"b\":[1,true,null,\"x\"]},\n\"c\":1.5e300,\"d\":1e21,\"e\":0.000001,\"f\":-12.50}");
        Assert.Equal(
            new Dictionary<string, string> { ["A_B_0"] = "1", ["A_B_1"] = "true", ["A_B_3"] = "x", ["C"] = "1.5e+300", ["D"] = "1e+21", ["E"] = "0.000001", ["F"] = "-12.5" },
            document.ToDictionary());
        Assert.Equal(2, document.Variables.First(one => one.Name == "C").Line);
    }

    [Fact]
    public void Broken_json_is_an_error() => Assert.True(DotEnvDocument.Parse("{\"a\":").HasErrors);

    [Fact]
    public void A_dialect_belongs_to_each_tool_that_reads_such_files()
    {
        Assert.Equal(DotEnvDialect.Overmind, DotEnvDialect.For(ProcfileDialect.Overmind));
        Assert.Equal(DotEnvDialect.Union, DotEnvDialect.For(ProcfileDialect.Portable));
        Assert.Equal(DotEnvDialect.Union, DotEnvDialect.For(ProcfileDialect.Paketo));
    }

    [Theory]
    [InlineData("Forego", "A=1\nbroken\nB=2", "A=1")]
    [InlineData("Forego", "A=$OUT\nOUT=x\nB=$OUT", "A=outer,OUT=x,B=outer")]
    [InlineData("Overmind", "A=$OUT\nOUT=x\nB=$OUT", "A=outer,OUT=x,B=x")]
    [InlineData("Goreman", "A=\"x\\\"y\" # c\nB=a # b # c", "A=x\"y,B=a # b")]
    [InlineData("Hivemind", "A='x#y' # c\nB=x:y", "A=x#y,B=x:y")]
    [InlineData("Shoreman", "A=1 B=2 no\nexport C='3 D=4'", "A=1,B=2,C=3,D=4")]
    [InlineData("Honcho", "A=x y 'z w' # c\nB=\"\\t\"", "A=xyz w,B=\t")]
    [InlineData("Foreman", "A='x' \nB='y'", "A='x' ,B=y")]
    [InlineData("NodeForeman", "__proto__=1\nA=\"x\" y", "A=x")]
    public void A_grammar_follows_its_tools_rules(string name, string text, string expected)
    {
        Assert.True(DotEnvDialect.TryParse(name, out var dialect));
        var options = new DotEnvOptions { OuterVariables = new Dictionary<string, string> { ["OUT"] = "outer" } };
        var variables = DotEnvDocument.Parse(text, dialect, options).Variables;
        Assert.Equal(expected, string.Join(',', variables.Select(one => $"{one.Name}={one.Value}")));
    }

    [Fact]
    public void Any_bytes_come_back_as_they_were_in_every_dialect() =>
        Documents.Bytes.Sample(bytes =>
        {
            foreach (var dialect in DotEnvDialect.All)
                Assert.Equal(bytes, DotEnvDocument.Parse(bytes, dialect, new() { Interpolate = true }).ToBytes());
        });

    [Fact]
    public void References_that_double_end_at_the_limit_in_every_dialect()
    {
        var text = "A=xx\nA=" + string.Join("\nA=", Enumerable.Repeat("$A$A", 100));
        foreach (var dialect in DotEnvDialect.All)
        {
            var document = DotEnvDocument.Parse(text, dialect, new() { Interpolate = true });
            Assert.InRange(document.Variables.Sum(one => (long)one.Value.Length), 0, DotEnvOptions.LongestReferences + text.Length);
            var isReplaced = document.Variables[1].Value == "xxxx";
            Assert.Equal(isReplaced ? 1 : 0, document.Diagnostics.Count(one => one is { Id: "PF0817", Severity: DiagnosticSeverity.Error }));
            Assert.True(document.TryGetValue("A", out var last));
            Assert.Equal("$A$A", last);
        }
    }

    [Theory]
    [InlineData("Union")]
    [InlineData("NodeForeman")]
    public void Long_names_of_nested_JSON_end_at_the_limit(string name)
    {
        Assert.True(DotEnvDialect.TryParse(name, out var dialect));
        var document = DotEnvDocument.Parse($"{{\"{new string('k', 100_000)}\":[{string.Join(",\n", Enumerable.Repeat("1", 1_000))}]}}", dialect);
        Assert.InRange(document.Variables.Sum(one => (long)one.Name.Length), 0, DotEnvOptions.LongestReferences + 10_000);
        Assert.Contains(document.Diagnostics, one => one is { Id: "PF0817", Line: 63 });
    }

    [Fact]
    public void A_value_of_JSON_is_at_the_line_it_is_written_on()
    {
        var document = DotEnvDocument.Parse("{\n\"a\": \"a\",\n\"b\": {\n\"a\": [1,\n2]}}", DotEnvDialect.NodeForeman);
        Assert.Equal(["A=a:2", "B_A_0=1:4", "B_A_1=2:5"], document.Variables.Select(one => $"{one.Name}={one.Value}:{one.Line}"));
    }
}
