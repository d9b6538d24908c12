using Procfile.Core.Commands;

namespace Procfile.Core.Tests.Commands;

public sealed class CommandDisplayTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["PATH"] = "/usr/bin:/bin",
        ["RAILS_ENV"] = "production",
        ["EMPTY"] = "",
        ["BLANKS"] = "a b",
        ["HOSTILE"] = "x'; rm -rf /",
        ["ASSIGNMENT"] = "LD_PRELOAD=/x",
        ["TWO"] = "2",
        ["TAB"] = "a\tb",
    };

    [Theory]
    [InlineData("bundle exec sidekiq -e $RAILS_ENV", "bundle exec sidekiq -e production")]
    [InlineData("a \"$BLANKS\" $BLANKS", "a 'a b' a b")]
    [InlineData("a \"$HOSTILE\"", "a 'x'\\''; rm -rf /'")]
    [InlineData("A=\"$BLANKS\" B=$EMPTY a", "A='a b' B= a")]
    [InlineData("a \"$EMPTY\" $EMPTY", "a ''")]
    [InlineData("$ASSIGNMENT a", "'LD_PRELOAD=/x' a")]
    [InlineData("a \"$TAB\"", "a 'a'\"$(printf '\\011')\"'b'")]
    public void Direct_commands_show_their_arguments(string command, string display) => Assert.Equal(display, Display(command));

    [Theory]
    [InlineData("a -e $RAILS_ENV && b ${RAILS_ENV}", "a -e production && b production")]
    [InlineData("a \"$HOSTILE\"; b", "a \"\"'x'\\''; rm -rf /'\"\"; b")]
    [InlineData("a '$RAILS_ENV' \\$RAILS_ENV; b", "a '$RAILS_ENV' \\$RAILS_ENV; b")]
    [InlineData("$ASSIGNMENT a; b", "'LD_PRELOAD=/x' a; b")]
    [InlineData("a $TWO>x", "a '2'>x")]
    [InlineData("a $BLANKS $EMPTY; b", "a $BLANKS $EMPTY; b")]
    [InlineData("a $UNSET $PWD $? $1; b", "a $UNSET $PWD $? $1; b")]
    [InlineData("RAILS_ENV=test; a $RAILS_ENV", "RAILS_ENV=test; a $RAILS_ENV")]
    [InlineData("for RAILS_ENV in x; do a $RAILS_ENV; done", "for RAILS_ENV in x; do a $RAILS_ENV; done")]
    [InlineData("a $RAILS_ENV; b $(c $RAILS_ENV) $RAILS_ENV", "a production; b $(c $RAILS_ENV) $RAILS_ENV")]
    [InlineData("a $RAILS_ENV; b # $RAILS_ENV", "a production; b # $RAILS_ENV")]
    [InlineData("a $RAILS_ENV; b <<X $RAILS_ENV", "a production; b <<X $RAILS_ENV")]
    [InlineData("a ${RAILS_ENV:-x}; b $RAILS_ENV", "a ${RAILS_ENV:-x}; b $RAILS_ENV")]
    [InlineData("a 'open $RAILS_ENV", "a 'open $RAILS_ENV")]
    public void Shell_commands_show_the_values_that_are_sure(string command, string display) => Assert.Equal(display, Display(command));

    private static string Display(string command) => new CommandExpander().Expand(command, Variables).ToDisplayString();
}
