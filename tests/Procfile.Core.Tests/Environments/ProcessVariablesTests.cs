using Procfile.Core.Environments;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Environments;

public sealed class ProcessVariablesTests
{
    [Fact]
    public void Each_layer_wins_over_the_one_before()
    {
        var variables = ProcessVariables.Empty.With(VariableLayer.ProcessEnvironment, Of("environment", "A", "B", "C", "D", "E"));
        variables = variables.WithFile(".env", DotEnvDocument.Parse("B=first\nC=first\nD=first\nE=first\n"));
        variables = variables.WithFile("local.env", DotEnvDocument.Parse("C=second\nD=second\nE=second\n"));
        variables = variables.With(VariableLayer.ProcessType, Of("type", "D", "E"));
        variables = variables.With(VariableLayer.Injected, Of("injected", "E"));
        Assert.Equal(["environment", "first", "second", "type", "injected"], new[] { "A", "B", "C", "D", "E" }.Select(name => variables[name]));
        Assert.Equal(5, variables.Count);
    }

    [Fact]
    public void The_layer_decides_and_not_the_order_of_adding()
    {
        var variables = ProcessVariables.Empty
            .With(VariableLayer.Injected, Of("injected", "A"))
            .With(VariableLayer.ProcessEnvironment, Of("environment", "A"));
        Assert.Equal("injected", variables["A"]);
    }

    [Fact]
    public void The_process_environment_can_win_over_the_files()
    {
        var variables = ProcessVariables.Empty
            .With(VariableLayer.ProcessEnvironment, Of("environment", "A"))
            .WithFile(".env", DotEnvDocument.Parse("A=file\nB=file"));
        Assert.Equal("file", variables["A"]);
        Assert.Equal("environment", variables.With(VariablePrecedence.ProcessEnvironment)["A"]);
        Assert.Equal("file", variables.With(VariablePrecedence.ProcessEnvironment)["B"]);
    }

    [Fact]
    public void A_variable_knows_its_layer_file_and_line()
    {
        var variables = ProcessVariables.Empty
            .With(VariableLayer.ProcessEnvironment, Of("environment", "A"))
            .WithFile(".env", DotEnvDocument.Parse("# c\n\nA=x\nA=y\n"));
        Assert.True(variables.TryGetVariable("A", out var variable));
        Assert.Equal(new ProcessVariable("A", "y", new VariableOrigin(VariableLayer.EnvironmentFile, ".env", 4)), variable);
        Assert.Equal([".env:4", ".env:3", "process environment"], variables.Trace("A").Select(one => one.Origin.ToString()));
        Assert.Empty(variables.Trace("B"));
    }

    [Fact]
    public void A_set_never_changes()
    {
        var first = ProcessVariables.Empty.With(VariableLayer.ProcessEnvironment, Of("1", "A"));
        var second = first.With(VariableLayer.Injected, Of("2", "A"));
        Assert.Equal(("1", "2"), (first["A"], second["A"]));
    }

    [Fact]
    public void One_layer_can_be_looked_at_alone()
    {
        var variables = ProcessVariables.OfThisProcess().With(VariableLayer.Injected, Of("5000", "PORT"));
        Assert.Equal([new("PORT", "5000")], variables.Only(VariableLayer.Injected).ToArray());
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), variables["PATH"]);
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(string value, params string[] names) =>
        names.Select(name => new KeyValuePair<string, string>(name, value));
}
