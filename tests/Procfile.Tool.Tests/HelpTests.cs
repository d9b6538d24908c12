using Procfile.Tool.Helping;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary>Help that teaches: every command has examples, and each of them can be typed.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. CommandLine.Build().Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_is_a_command_line(string command)
    {
        IReadOnlyList<(string Line, string Does)> examples = Examples.Of(command);
        Assert.NotEmpty(examples);
        foreach ((string line, _) in examples)
        {
            string own = line.Replace("source <(", "", StringComparison.Ordinal).Split(" | ")[0].TrimEnd(')').Replace('\'', '"');
            Assert.StartsWith($"procfile {command}", own, StringComparison.Ordinal);
            Assert.Empty(CommandLine.Build().Parse(own["procfile ".Length..]).Errors);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Help_of_a_command_ends_with_its_examples()
    {
        using var app = new AppDirectory();
        string[] lines = (await app.RunAsync("scale", "--help")).AssertFine().Lines;
        Assert.Equal("Examples:", lines[^4]);
        Assert.Equal("  procfile scale worker=3          three workers", lines[^3]);
    }
}
