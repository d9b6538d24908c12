using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class FormationTests
{
    [Theory]
    [InlineData("web=2,worker=1,all=1")]
    [InlineData(" web = 2 , worker=1,all=1")]
    [InlineData("web=2 worker=1 all=1")]
    [InlineData("web =2, worker= 1\tall=1")]
    public void Items_are_separated_by_commas_or_blanks(string text)
    {
        var formation = Formation.Parse(text);
        Assert.Empty(formation.Diagnostics);
        Assert.Equal((2, 1, 1), (formation.Count("web"), formation.Count("worker"), formation.Count("clock")));
        Assert.Equal("web=2,worker=1,all=1", formation.ToString());
    }

    [Fact]
    public void Without_all_a_type_that_is_not_listed_has_no_process() => Assert.Equal(0, Formation.Parse("web=2").Count("worker"));

    [Fact]
    public void Without_a_formation_every_type_has_one_process() => Assert.Equal(1, Formation.Default.Count("web"));

    [Theory]
    [InlineData("web", "PF0921", 1)]
    [InlineData("web=1,worker", "PF0921", 7)]
    [InlineData("web=2=3", "PF0921", 1)]
    [InlineData("=1", "PF0921", 1)]
    [InlineData("web=", "PF0922", 1)]
    [InlineData("web=x", "PF0922", 1)]
    [InlineData("web=1.5", "PF0922", 1)]
    [InlineData("web=+2", "PF0922", 1)]
    [InlineData("web=99999999999999999999", "PF0922", 1)]
    [InlineData("web=-1", "PF0923", 1)]
    public void A_mistake_is_an_error_with_its_place(string text, string id, int column)
    {
        Assert.False(Formation.TryParse(text, out var formation));
        var diagnostic = Assert.Single(formation.Diagnostics);
        Assert.Equal((id, column, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Column, diagnostic.Severity));
    }

    [Theory]
    [InlineData("web=1,web=3", "PF0924")]
    [InlineData("all=1,web=3,all=2", "PF0924")]
    [InlineData("web=3,", "PF0925")]
    [InlineData(",web=3", "PF0925")]
    public void What_still_has_a_meaning_is_a_warning(string text, string id)
    {
        Assert.True(Formation.TryParse(text, out var formation));
        Assert.Equal(id, Assert.Single(formation.Diagnostics).Id);
        Assert.Equal(3, formation.Count("web"));
    }

    [Fact]
    public void The_items_without_a_mistake_count() => Assert.Equal(2, Formation.Parse("web=2,worker=x").Count("web"));

    [Fact]
    public void A_name_that_no_type_has_is_found() =>
        Assert.Equal("PF0926", Assert.Single(Formation.Parse("web=1,wroker=2").Check(["web", "worker"])).Id);

    [Fact]
    public void A_formation_with_another_count_leaves_the_first_alone()
    {
        var first = Formation.Parse("web=1");
        Assert.Equal((3, 1), (first.With("web", 3).Count("web"), first.Count("web")));
    }

    [Theory]
    [InlineData("3", 1, 3)]
    [InlineData("0", 5, 0)]
    [InlineData("+2", 1, 3)]
    [InlineData("-1", 3, 2)]
    [InlineData("-9", 3, 0)]
    [InlineData("[+2]", 1, 3)]
    [InlineData(" [ -3 ] ", 4, 1)]
    [InlineData("+0", 4, 4)]
    public void A_change_of_scale_is_absolute_or_relative(string text, int before, int after)
    {
        Assert.True(ScaleChange.TryParse(text, out var change));
        Assert.Equal(after, change.Apply(before));
        Assert.Equal(change, ScaleChange.Parse(change.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("[2]")]
    [InlineData("[+2")]
    [InlineData("++2")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    [InlineData("[]")]
    public void What_is_no_change_is_refused(string text)
    {
        Assert.False(ScaleChange.TryParse(text, out _, out var problem));
        Assert.Equal("PF0927", problem.Id);
        Assert.Throws<FormatException>(() => ScaleChange.Parse(text));
    }

    [Fact]
    public void A_request_names_the_type()
    {
        Assert.True(ScaleRequest.TryParse("web=[+1]", out var request, out _));
        Assert.Equal(new ScaleRequest("web", ScaleChange.By(1)), request);
        Assert.False(ScaleRequest.TryParse("web", out _, out _));
        Assert.False(ScaleRequest.TryParse("=1", out _, out _));
        Assert.False(ScaleRequest.TryParse("web=x", out _, out _));
    }

    [Theory]
    [InlineData("worker=+1,web=3", "worker=+1|web=3")]
    [InlineData("worker=[+1] web = 3", "worker=+1|web=3")]
    [InlineData("  w*=-1  ", "w*=-1")]
    [InlineData("web=1,web=+1", "web=1|web=+1")]
    [InlineData("web=1,,worker=2,", "web=1|worker=2", "PF0925:7", "PF0925:16")]
    public void Requests_may_be_given_together(string text, string requests, params string[] warnings)
    {
        Assert.True(ScaleRequest.TryParseAll(text, out var found, out var diagnostics));
        Assert.Equal(requests, string.Join('|', found));
        Assert.Equal(warnings, diagnostics.Select(diagnostic => $"{diagnostic.Id}:{diagnostic.Column}"));
    }

    [Theory]
    [InlineData("", "", "PF0921:1")]
    [InlineData(" ", "", "PF0921:1")]
    [InlineData(",", "", "PF0925:1", "PF0925:1")]
    [InlineData("web=1,worker", "web=1", "PF0921:7")]
    [InlineData("web=1, worker=x,clock=++1", "web=1", "PF0927:15", "PF0927:23")]
    [InlineData("=1", "", "PF0921:1")]
    public void A_mistake_among_requests_has_its_place_and_the_others_are_read(string text, string requests, params string[] problems)
    {
        Assert.False(ScaleRequest.TryParseAll(text, out var found, out var diagnostics));
        Assert.Equal(requests, string.Join('|', found));
        Assert.Equal(problems, diagnostics.Select(diagnostic => $"{diagnostic.Id}:{diagnostic.Column}"));
    }
}
