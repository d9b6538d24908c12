using System.Diagnostics.CodeAnalysis;
using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class TokenTests
{
    private static readonly Dictionary<string, string> Variables = new() { ["PATH"] = "/usr/bin:/bin", ["X"] = "{{UNIQUE_INT}}" };

    [Theory]
    [InlineData("sidekiq -i {{UNIQUE_INT}}", "sidekiq -i 7")]
    [InlineData("a {{UNIQUE_INT}}{{UNIQUE_INT}} '{{UNIQUE_INT}}' \"-{{UNIQUE_INT}}-\"", "a 77 '7' \"-7-\"")]
    [InlineData("a {{{UNIQUE_INT}}}", "a {7}")]
    [InlineData("a {{{{UNIQUE_INT}}}}", "a {{7}}")]
    public void The_unique_integer_is_the_same_at_each_place(string command, string text)
    {
        var expanded = Expand(command);
        Assert.Equal(text, expanded.Text);
        Assert.Empty(expanded.Diagnostics);
    }

    [Theory]
    [InlineData("a {{OTHER}}")]
    [InlineData("a {{unique_int}}")]
    [InlineData("a {{ UNIQUE_INT }}")]
    public void An_unknown_token_stays_as_written_with_a_diagnostic(string command)
    {
        var expanded = Expand(command);
        Assert.Equal(command, expanded.Text);
        Assert.Equal("PF0902", Assert.Single(expanded.Diagnostics).Id);
        Assert.Equal(3, expanded.Diagnostics[0].Column);
    }

    [Theory]
    [InlineData("a {UNIQUE_INT}")]
    [InlineData("docker ps --format '{{.Names}}'")]
    [InlineData("a {{}} {{")]
    [InlineData("a }} {{ b")]
    public void What_is_no_token_stays_without_a_word(string command)
    {
        var expanded = Expand(command);
        Assert.Equal(command, expanded.Text);
        Assert.Empty(expanded.Diagnostics);
    }

    [Fact]
    public void A_token_in_a_value_is_a_value() => Assert.Equal(["a", "{{UNIQUE_INT}}"], Expand("a $X").Arguments.ToArray());

    [Theory]
    [InlineData("; id")]
    [InlineData("$(id)")]
    [InlineData("a b")]
    [InlineData("A=1")]
    [InlineData("'")]
    [InlineData("\n")]
    [InlineData("#")]
    [InlineData("~")]
    public void A_token_never_becomes_code(string value)
    {
        var expanded = new CommandExpander().Expand("{{T}} x", Variables, new One("T", value));
        Assert.Equal("{{T}} x", expanded.Text);
        Assert.Equal("PF0903", Assert.Single(expanded.Diagnostics, diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Id);
    }

    [Fact]
    public void Other_tokens_come_from_their_source() =>
        Assert.Equal(
            "a 7 web.1",
            new CommandExpander().Expand("a {{UNIQUE_INT}} {{NAME}}", Variables, new UniqueIntToken(7, new One("NAME", "web.1"))).Text);

    private static ExpandedCommand Expand(string command) => new CommandExpander().Expand(command, Variables, new UniqueIntToken(7));

    private sealed class One(string name, string value) : ITokenSource
    {
        public bool TryGetToken(string asked, [NotNullWhen(true)] out string? given)
        {
            given = asked == name ? value : null;
            return given is not null;
        }
    }
}
