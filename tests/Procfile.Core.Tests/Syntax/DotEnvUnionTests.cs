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
    [InlineData("A = b", "PF0801", 2, 3)]
    [InlineData(" export A=b", "PF0802", 2, 2)]
    [InlineData("A=b # c", "PF0803", 2, 5)]
    [InlineData("A=", "PF0804", 2, 3)]
    [InlineData("A=a b", "PF0805", 2, 3)]
    [InlineData("A: b", "PF0806", 2, 2)]
    [InlineData("  prose", "PF0807", 2, 3)]
    [InlineData("A=1\nA=2", "PF0808", 3, 1)]
    [InlineData("A='b", "PF0809", 2, 3)]
    [InlineData("A.B=1", "PF0810", 2, 1)]
    [InlineData("A=\"\\t\"", "PF0811", 2, 4)]
    [InlineData("\tA=b", "PF0812", 2, 2)]
    [InlineData("A=é$B", "PF0813", 2, 4)]
    [InlineData("A='a'b", "PF0814", 2, 6)]
    [InlineData("A='a\nb'", "PF0815", 2, 3)]
    [InlineData("A=b\0", "PF0103", 2, 4)]
    public void A_place_where_tools_disagree_is_reported_with_its_line_and_column(string text, string id, int line, int column)
    {
        var diagnostic = Assert.Single(DotEnvDocument.Parse("# x\n" + text).Diagnostics, one => one.Id == id);
        Assert.Equal((line, column), (diagnostic.Line, diagnostic.Column));
    }

    [Fact]
    public void No_message_shows_what_may_be_a_secret()
    {
        string[] texts =
        [
            "hush\n",
            "A hush\n",
            "A=hush hush\nA=hush\nexport hush: hush\n",
            "B='hush'hush\n",
            "C=\"hush\n-hush=1 hush\n",
            // The middle of a key that was not quoted, the end of which looks like an assignment.
            "KEY=hush\nhush/hush+hush==\nhush==\nhush==\n",
            "UID=hush\nA=${hush:-hush}$hush\nA+=hush\n",
            "{\"hush\": [\"hush\"",
            "{\"A\": \"hush\"}",
            "A=hush\0hush\n",
        ];
        foreach (var text in texts)
        {
            foreach (var dialect in DotEnvDialect.All)
                Assert.All(DotEnvDocument.Parse(text, dialect, new() { Interpolate = true }).Diagnostics, one => Assert.DoesNotContain("hush", one.Message, StringComparison.Ordinal));
        }
    }

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
    // A backslash that is itself escaped does not keep gotenv from replacing \n.
    [InlineData("Forego", "A=\"a\\\\nb\"", "A=a\nb")]
    [InlineData("Goreman", "A=\"a\\\\nb\"", "A=a\\nb")]
    // gotenv looks for a backslash one byte too far to the left, further by the bytes of blanks within the quote.
    [InlineData("Forego", "A=\"\u0085x\\\"y\"", "")]
    // 'export' takes the name in hivemind's library even if there is none left.
    [InlineData("Hivemind", "export =x\nexport= y\nexporter =z", "export=y,exporter=z")]
    [InlineData("Goreman", "---\nA=1", "")]
    [InlineData("Goreman", "A=1\nexport ", "")]
    [InlineData("Overmind", "prose", "")]
    // U+2AAAA is F0 AA AA AA, and F0 and AA are letters in Latin-1, as which the library takes bytes.
    [InlineData("Goreman", "\U0002AAAA=1\n\u00EA=2", "\U0002AAAA=1,\u00EA=2")]
    [InlineData("Goreman", "\u3042=1", "")]
    // xargs passes over any white space before a word, but only blanks and line feeds end one.
    [InlineData("Shoreman", "\vA=1\r\n\fB=2 \r \n", "A=1\r,B=2")]
    [InlineData("Shoreman", "A=1\\\nB=2", "A=1,B=2")]
    [InlineData("Shoreman", "A=1\\\n\rB=2", "")]
    [InlineData("Shoreman", "OUT+=x\nA+=1\nA+=2", "OUT=outerx,A=1,A=12")]
    // bash refuses to assign to its read-only variables.
    [InlineData("Shoreman", "A=1\nUID=1000", "")]
    [InlineData("Shoreman", "A=1\0\nB=2", "")]
    // Comments and blank lines taken away, what a CR or U+2028 divided is one line.
    [InlineData("NodeForeman", "A=1\r\n\u2028B=2\nC=3", "A=1\r\u2028B=2,C=3")]
    [InlineData("NodeForeman", "A=b\n \n\r \n\u2028#x\nB=c", "A=b,B=c")]
    [InlineData("NodeForeman", "{\"a\":{\"b\":1},\"a\":2,\"\u00DF\uFB01\":3,\"\u0131\":4}", "A=2,SSFI=3,I=4")]
    [InlineData("NodeForeman", "{\"1_2\":\"y\",\"1\":{\"2\":\"x\"},\"\":{\"a\":1}}", "1_2=x,1_2=y,_A=1")]
    [InlineData("NodeForeman", "\"a\\u00e9\"", "0=a,1=\u00E9")]
    [InlineData("NodeForeman", "[\"\\ud83d\", \"\\ud83d\\ude00\"]", "0=\uFFFD,1=\U0001F600")]
    [InlineData("NodeForeman", "5", "")]
    public void A_grammar_follows_its_tools_rules(string name, string text, string expected)
    {
        Assert.True(DotEnvDialect.TryParse(name, out var dialect));
        var options = new DotEnvOptions { OuterVariables = new Dictionary<string, string> { ["OUT"] = "outer" } };
        var variables = DotEnvDocument.Parse(text, dialect, options).Variables;
        Assert.Equal(expected, string.Join(',', variables.Select(one => $"{one.Name}={one.Value}")));
    }

    [Theory]
    // What is no UTF-8 stays bytes in the tools of Go and bash, and makes text again when it comes together.
    [InlineData("Hivemind", "413DE22442", "A=\uFFFD")]
    [InlineData("Hivemind", "413DE2802442A8", "A=\u2028")]
    // godotenv takes unquoted values apart into runes, with one U+FFFD for each byte; quoted ones it leaves.
    [InlineData("Goreman", "413DF09F98", "A=\uFFFD\uFFFD\uFFFD")]
    [InlineData("Goreman", "413D22F09F9822", "A=\uFFFD")]
    // Bytes that are letters in Latin-1 are letters to it.
    [InlineData("Goreman", "FEFF3D31", "\uFFFD\uFFFD=1")]
    [InlineData("Goreman", "803D31", "")]
    // GNU grep prints no line with such bytes and finds none that has them before the equals sign.
    [InlineData("Shoreman", "413D310A423DFF0A433D320AFF443D33", "A=1,C=2")]
    public void A_grammar_reads_bytes_that_are_no_text_as_its_tool_does(string name, string hex, string expected)
    {
        Assert.True(DotEnvDialect.TryParse(name, out var dialect));
        var variables = DotEnvDocument.Parse(Convert.FromHexString(hex), dialect).Variables;
        Assert.Equal(expected, Documents.Shown(string.Join(',', variables.Select(one => $"{one.Name}={one.Value}"))));
    }

    [Theory]
    // bufio.Scanner holds 64 KiB with the line feed. gotenv's caller sees no error, hivemind's library loads nothing.
    [InlineData("Forego", 65535, "A,B,C")]
    [InlineData("Forego", 65536, "A")]
    [InlineData("Hivemind", 65535, "A,B,C")]
    [InlineData("Hivemind", 65536, "")]
    [InlineData("Goreman", 65536, "A,B,C")]
    public void A_line_as_long_as_Gos_scanner_buffer_ends_the_reading(string name, int length, string expected)
    {
        Assert.True(DotEnvDialect.TryParse(name, out var dialect));
        var document = DotEnvDocument.Parse($"A=1\nB={new string('x', length - 2)}\nC=2\n", dialect);
        Assert.Equal(expected, string.Join(',', document.Variables.Select(one => one.Name)));
        Assert.Equal(expected != "A,B,C", document.Diagnostics.Any(one => one is { Id: "PF0108", Line: 2, Severity: DiagnosticSeverity.Error }));
    }

    [Fact]
    public void A_variable_knows_its_line_also_where_comments_were_taken_away()
    {
        var document = DotEnvDocument.Parse("# x\n\n \nA=1\n\n  # y\nB=2\n", DotEnvDialect.NodeForeman);
        Assert.Equal([("A", 4), ("B", 7)], document.Variables.Select(one => (one.Name, one.Line)));
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

    [Fact]
    public void A_value_of_JSON_knows_its_line_also_where_integer_names_come_first_and_equal_names_replace()
    {
        var document = DotEnvDocument.Parse("{\"b\": 1,\n\"9\": 2,\n\"b\": \"é\",\n\"1\": {\n\"\": true}}", DotEnvDialect.NodeForeman);
        Assert.Equal(["1_=true:5", "9=2:2", "B=é:3"], document.Variables.Select(one => $"{one.Name}={one.Value}:{one.Line}"));
    }

    [Fact]
    public void What_shoreman_appends_to_ends_at_the_limit()
    {
        var text = string.Concat(Enumerable.Repeat("A+=0123456789\n", 2_000));
        var document = DotEnvDocument.Parse(text, DotEnvDialect.Shoreman);
        Assert.InRange(document.Variables.Sum(one => (long)one.Value.Length), DotEnvOptions.LongestReferences, DotEnvOptions.LongestReferences + text.Length);
        Assert.Single(document.Diagnostics, one => one is { Id: "PF0817", Severity: DiagnosticSeverity.Error });
    }
}
