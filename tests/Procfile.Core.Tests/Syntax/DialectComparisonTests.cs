using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Syntax;

public sealed class DialectComparisonTests
{
    [Theory]
    [InlineData("  web: a\njob: b", "Foreman", "1 Lost web")]
    [InlineData("web:a\njob: b", "Overmind", "1 Lost web")]
    [InlineData("my-web: a\njob: b", "Cloud66", "1 Lost my-web")]
    [InlineData("web: a\nweb: b", "Honcho", "2 Refused ")]
    [InlineData("web: a\nweb: b", "NodeForeman", "1 Merged web")]
    [InlineData("web: a\nweb: b", "Goreman", "2 Merged web")]
    [InlineData("my app: a\nweb: b\nmy app: c", "Goreman", "1 Extra my app")]
    [InlineData("web: a\nweb: b", "Foreman", "")]
    [InlineData("web: a\nweb: b", "Mprocs", "2 Renamed web")]
    [InlineData("my_web: a", "HerokuCnb", "1 Renamed my_web")]
    [InlineData("web: a # b", "ProcfileUtil", "1 CommandDiffers web")]
    [InlineData("web: a\r\n", "Shoreman", "1 CommandDiffers web")]
    [InlineData("web: a\njust prose", "HerokuClassic", "2 Extra just")]
    [InlineData("web: a\rjob: b", "Honcho", "1 CommandDiffers web;1 Extra job")]
    [InlineData("web: a\njob: b", "ProcfileUtil", "1 Reordered web")]
    [InlineData("web: a  \njob: b", "Foreman", "")]
    [InlineData("web: a\njob: b", "Herokuish", "")]
    [InlineData("# only this", "HerokuCnb", "1 Refused ")]
    public void A_comparison_names_what_a_tool_reads_differently(string text, string name, string expected)
    {
        Assert.True(ProcfileDialect.TryParse(name, out var dialect));
        var comparison = Assert.Single(DialectComparison.Compare(ProcfileDocument.Parse(text), [dialect]));
        Assert.Equal(expected, string.Join(';', comparison.Differences.Select(one => $"{one.Line} {one.Kind} {one.Name}")));
        Assert.Equal(expected.Length == 0, comparison.IsAlike);
    }

    [Fact]
    public void Every_tool_reads_a_plain_Procfile_alike() =>
        Assert.All(
            DialectComparison.Compare(ProcfileDocument.Parse("# the site\nclock: bin/clock\n\nweb: bin/server -p $PORT\n")),
            comparison => Assert.True(comparison.IsAlike, $"{comparison.Dialect}: {string.Join('\n', comparison.Differences)}"));

    [Fact]
    public void All_sixteen_tools_are_compared_when_none_is_named() =>
        Assert.Equal(16, DialectComparison.Compare(ProcfileDocument.Parse("web: a")).Length);
}
