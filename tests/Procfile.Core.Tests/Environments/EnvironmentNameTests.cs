using Procfile.Core.Environments;

namespace Procfile.Core.Tests.Environments;

public sealed class EnvironmentNameTests
{
    [Fact]
    public void A_given_name_wins_over_all_variables() =>
        Assert.Equal(new EnvironmentName("qa", null), EnvironmentName.Resolve("qa", Variables(("PROCFILE_ENV", "production"))));

    [Fact]
    public void The_variables_are_asked_in_the_documented_order()
    {
        string[] order = ["PROCFILE_ENV", "RAILS_ENV", "RACK_ENV", "NODE_ENV", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"];
        for (var i = 0; i < order.Length; i++)
        {
            var variables = order.Skip(i).ToDictionary(name => name, name => "of-" + name);
            Assert.Equal(new EnvironmentName("of-" + order[i], order[i]), EnvironmentName.Resolve(null, variables));
        }
    }

    [Fact]
    public void Empty_and_blank_values_count_as_not_there() =>
        Assert.Equal(
            new EnvironmentName("test", "RACK_ENV"),
            EnvironmentName.Resolve(" ", Variables(("PROCFILE_ENV", ""), ("RAILS_ENV", "  "), ("RACK_ENV", "test"))));

    [Fact]
    public void Without_a_name_anywhere_there_is_none() => Assert.Null(EnvironmentName.Resolve(null, Variables()));

    [Theory]
    [InlineData("production", true)]
    [InlineData("eu-west 1", true)]
    [InlineData("..", true)]
    [InlineData("", false)]
    [InlineData("../x", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("a:b", false)]
    [InlineData("a\0b", false)]
    [InlineData("a\nb", false)]
    public void Only_a_name_without_separators_can_name_a_variant(string name, bool can) =>
        Assert.Equal(can, EnvironmentName.CanNameVariant(name));

    private static Dictionary<string, string> Variables(params (string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value);
}
