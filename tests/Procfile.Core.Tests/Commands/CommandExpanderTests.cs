using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class CommandExpanderTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["PATH"] = "/usr/bin:/bin",
        ["RAILS_ENV"] = "production",
        ["PORT"] = "5000",
        ["EMPTY"] = "",
        ["BLANKS"] = " a  b ",
        ["HOSTILE"] = "x; rm -rf / $(id)",
        ["STAR"] = "*",
    };

    [Theory]
    [InlineData("bundle exec sidekiq -e $RAILS_ENV", "bundle", "exec", "sidekiq", "-e", "production")]
    [InlineData("puma -p ${PORT}", "puma", "-p", "5000")]
    [InlineData("puma -p ${PORT:-3000} -w ${WORKERS:-2}", "puma", "-p", "5000", "-w", "2")]
    [InlineData("x ${EMPTY:-d} ${EMPTY-d} ${UNSET-d} ${PORT:+p} ${UNSET:+p} ${UNSET:=q}$UNSET", "x", "d", "d", "p", "qq")]
    [InlineData("x ${UNSET:-a b} \"${UNSET:-a b}\" ${UNSET:-\"a b\"}", "x", "a", "b", "a b", "a b")]
    [InlineData("x '$PORT' \"$PORT\" \\$PORT a'b'\"c\"\\ d", "x", "$PORT", "5000", "$PORT", "abc d")]
    [InlineData("x $EMPTY \"$EMPTY\" '' $UNSET", "x", "", "")]
    [InlineData("x $BLANKS-$BLANKS \"$BLANKS\"", "x", "a", "b", "-", "a", "b", " a  b ")]
    [InlineData("x $HOSTILE", "x", "x;", "rm", "-rf", "/", "$(id)")]
    [InlineData("x a#b # a comment; rm -rf /", "x", "a#b")]
    [InlineData("exec bundle exec puma", "bundle", "exec", "puma")]
    [InlineData("exec echo x", "echo", "x")]
    [InlineData("x \"a\\\"b\\$c\\d\"", "x", "a\"b$c\\d")]
    [InlineData("x \"$\" \"5$/x\"", "x", "$", "5$/x")]
    [InlineData("./bin/x {} {a}", "./bin/x", "{}", "{a}")]
    [InlineData("\tx\t \ty ", "x", "y")]
    public void A_command_without_need_for_a_shell_is_executed_directly(string command, params string[] arguments)
    {
        var expanded = Expand(command);
        Assert.Equal(CommandMode.Direct, expanded.Mode);
        Assert.Equal(arguments, expanded.Arguments.ToArray());
        Assert.Null(expanded.ShellNeed);
    }

    [Theory]
    [InlineData("rake resque:work QUEUE=*")]
    [InlineData("a && b")]
    [InlineData("a; b")]
    [InlineData("a | b")]
    [InlineData("a &")]
    [InlineData("a > log")]
    [InlineData("a 2>&1")]
    [InlineData("a `b`")]
    [InlineData("a $(b)")]
    [InlineData("a \"$(b)\"")]
    [InlineData("a $((1+1))")]
    [InlineData("a ~/x")]
    [InlineData("a [ab]")]
    [InlineData("a b?")]
    [InlineData("a $STAR")]
    [InlineData("a {b,c}")]
    [InlineData("a {1..3}")]
    [InlineData("a $$")]
    [InlineData("a $?")]
    [InlineData("a $1")]
    [InlineData("a $@")]
    [InlineData("a $#")]
    [InlineData("a $0")]
    [InlineData("a ${#PORT}")]
    [InlineData("a ${PORT%0}")]
    [InlineData("a ${PORT/0/1}")]
    [InlineData("a $")]
    [InlineData("a b$/c")]
    [InlineData("a $'b'")]
    [InlineData("a $\"b\"")]
    [InlineData("a 'open")]
    [InlineData("a \"open")]
    [InlineData("a ${PORT")]
    [InlineData("a ${UNSET:?must be}")]
    [InlineData("a ${EMPTY:=b}")]
    [InlineData("a\\")]
    [InlineData("a\nb")]
    [InlineData("a 'b\nc'")]
    [InlineData("cd x")]
    [InlineData("echo x")]
    [InlineData("\"echo\" x")]
    [InlineData("exit 1")]
    [InlineData(". ./env")]
    [InlineData("export A=1")]
    [InlineData("if x")]
    [InlineData("! x")]
    [InlineData("{ x")]
    [InlineData("exec")]
    [InlineData("exec -a name x")]
    [InlineData("A=1 exec x")]
    [InlineData("A=1")]
    [InlineData("$UNSET")]
    [InlineData("'' x")]
    [InlineData("a $PWD")]
    [InlineData("a $PPID")]
    [InlineData("a $IFS")]
    [InlineData("a $RANDOM")]
    [InlineData("PATH=/x a")]
    [InlineData("IFS=: a")]
    [InlineData("A=1 B=$A a")]
    [InlineData("A+=1 a")]
    [InlineData("A[0]=1 a")]
    [InlineData("A=~ a")]
    public void A_command_that_needs_a_shell_gets_it_untouched(string command)
    {
        var expanded = Expand(command);
        Assert.Equal(CommandMode.Shell, expanded.Mode);
        Assert.Equal(["/bin/sh", "-c", command], expanded.Arguments.ToArray());
        Assert.NotNull(expanded.ShellNeed);
        Assert.Empty(expanded.Assignments);
    }

    [Theory]
    [InlineData("PATH", "")]
    [InlineData("PATH", "/usr/bin%builtin")]
    [InlineData("IFS", ":")]
    [InlineData("BASH_ENV", "/x")]
    [InlineData("BASH_FUNC_a%%", "() { id; }")]
    public void An_environment_that_changes_the_shell_asks_for_the_shell(string name, string value) =>
        Assert.Equal(CommandMode.Shell, Expand("a b", With(name, value)).Mode);

    [Fact]
    public void Without_PATH_a_program_with_a_slash_is_still_direct()
    {
        Assert.Equal(CommandMode.Direct, Expand("./a b", []).Mode);
        Assert.Equal(CommandMode.Shell, Expand("a b", []).Mode);
    }

    [Fact]
    public void Assignments_before_the_command_become_environment()
    {
        var expanded = Expand("A=1 B=\"x $PORT\" C=$BLANKS D= E=* env F=2 $A");
        Assert.Equal(CommandMode.Direct, expanded.Mode);
        Assert.Equal(["env", "F=2"], expanded.Arguments.ToArray());
        Assert.Equal(
            [new("A", "1"), new("B", "x 5000"), new("C", " a  b "), new("D", ""), new("E", "*")],
            expanded.Assignments.ToArray());
    }

    [Fact]
    public void A_text_that_looks_like_an_option_is_no_option_of_the_shell() =>
        Assert.Equal(["/bin/sh", "-c", " -x; y"], Expand("-x; y").Arguments.ToArray());

    [Fact]
    public void A_forced_shell_gets_every_command()
    {
        var expanded = new CommandExpander { Mode = CommandMode.Shell, ShellPath = "/bin/dash" }.Expand("puma -p $PORT", Variables);
        Assert.Equal(CommandMode.Shell, expanded.Mode);
        Assert.Equal(["/bin/dash", "-c", "puma -p $PORT"], expanded.Arguments.ToArray());
        Assert.Empty(expanded.Diagnostics);
    }

    [Theory]
    [InlineData("a && b", "PF0905", "a", "&&", "b")]
    [InlineData("rake QUEUE=*", "PF0905", "rake", "QUEUE=*")]
    [InlineData("echo $(id)", "PF0905", "echo", "$(id)")]
    [InlineData("a `id` > x", "PF0905", "a", "`id`", ">", "x")]
    [InlineData("a $STAR", "PF0905", "a", "*")]
    [InlineData("a 'open", "PF0906", "a", "open")]
    [InlineData("a ${PORT", "PF0906", "a", "${PORT")]
    [InlineData("a ${UNSET:?gone}", "PF0907", "a")]
    public void Forced_direct_passes_as_text_what_needs_a_shell_and_says_so(string command, string id, params string[] arguments)
    {
        var expanded = new CommandExpander { Mode = CommandMode.Direct }.Expand(command, Variables);
        Assert.Equal(CommandMode.Direct, expanded.Mode);
        Assert.Equal(arguments, expanded.Arguments.ToArray());
        Assert.Contains(expanded.Diagnostics, diagnostic => diagnostic.Id == id);
    }

    [Fact]
    public void A_variable_that_is_not_set_is_mentioned_once()
    {
        var diagnostic = Assert.Single(Expand("a $NOPE ${NOPE}").Diagnostics);
        Assert.Equal(("PF0908", DiagnosticSeverity.Info, 1, 3), (diagnostic.Id, diagnostic.Severity, diagnostic.Line, diagnostic.Column));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("# nothing")]
    public void An_empty_command_is_mentioned(string command) =>
        Assert.Equal("PF0901", Assert.Single(Expand(command).Diagnostics).Id);

    [Fact]
    public void A_NUL_is_an_error_and_nothing_is_executed()
    {
        var inText = Expand("a b\0c");
        Assert.True(inText.HasErrors);
        Assert.Empty(inText.Arguments);
        Assert.True(Expand("a $X", With("X", "b\0c")).HasErrors);
    }

    [Fact]
    public void Nesting_without_end_is_no_harm()
    {
        foreach (var piece in new[] { "${A:-", "\"${A:-", "'", "{{", "$(", "\"\\" })
        {
            foreach (var mode in Enum.GetValues<CommandMode>())
                new CommandExpander { Mode = mode }.Expand("a " + string.Concat(Enumerable.Repeat(piece, 20_000)), Variables);
        }
    }

    private static Dictionary<string, string> With(string name, string value) => new(Variables) { [name] = value };

    private static ExpandedCommand Expand(string command, Dictionary<string, string>? variables = null) =>
        new CommandExpander().Expand(command, variables ?? Variables);
}
