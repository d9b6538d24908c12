using Procfile.Core.Output;
using Procfile.Tool.Running;

namespace Procfile.Tool.Tests.Running;

public sealed class ColorWishTests
{
    [Theory]
    [InlineData("TERM=xterm", true, PrefixColors.Basic)]
    [InlineData("TERM=xterm-256color", true, PrefixColors.Extended)]
    [InlineData("TERM=xterm COLORTERM=truecolor", true, PrefixColors.Extended)]
    [InlineData("TERM=xterm-kitty", true, PrefixColors.Extended)]
    [InlineData("TERM=xterm-256color", false, PrefixColors.None)]
    [InlineData("TERM=dumb", true, PrefixColors.None)]
    [InlineData("", true, PrefixColors.None)]
    [InlineData("TERM=xterm NO_COLOR=1", true, PrefixColors.None)]
    [InlineData("TERM=xterm NO_COLOR=", true, PrefixColors.Basic)]
    [InlineData("FORCE_COLOR=1", false, PrefixColors.Basic)]
    [InlineData("FORCE_COLOR=1 TERM=dumb", false, PrefixColors.Basic)]
    [InlineData("FORCE_COLOR=1 NO_COLOR=1", false, PrefixColors.None)]
    [InlineData("FORCE_COLOR=0 TERM=xterm", true, PrefixColors.None)]
    [InlineData("CLICOLOR_FORCE=1 TERM=screen-256color", false, PrefixColors.Extended)]
    [InlineData("CLICOLOR_FORCE=0", false, PrefixColors.None)]
    [InlineData("CLICOLOR=0 TERM=xterm", true, PrefixColors.None)]
    [InlineData("CLICOLOR=1 TERM=xterm", true, PrefixColors.Basic)]
    [InlineData("CLICOLOR=1 TERM=xterm", false, PrefixColors.None)]
    [InlineData("CLICOLOR=0 CLICOLOR_FORCE=1 TERM=xterm", false, PrefixColors.Basic)]
    public void The_usual_variables_mean_what_they_mean_elsewhere(string variables, bool onTerminal, PrefixColors expected)
    {
        Dictionary<string, string> set = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]);
        Assert.Equal(expected, ColorWish.Of(set.GetValueOrDefault, onTerminal));
    }
}
