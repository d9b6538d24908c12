using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class CommandLintTests
{
    [Theory]
    [InlineData("web: echo \"a", "1:11: error PF0906")]
    [InlineData("# one\nweb: x {{NOPE}}", "2:8: warning PF0902")]
    [InlineData("custom_web: unicorn -D", "1:21: warning PF0911")]
    [InlineData("worker: sidekiq --daemon", "1:17: warning PF0911")]
    public void What_is_wrong_in_a_command_has_its_place_in_the_file(string procfile, string expected) =>
        Assert.StartsWith(expected, Assert.Single(CommandLint.Check(ProcfileDocument.Parse(procfile).Reading)).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData("web: echo $NOT_SET ${REQUIRED:?} {{UNIQUE_INT}}")]
    [InlineData("web: sort -d file | uniq -D")]
    public void What_depends_on_the_variables_or_is_right_is_not_reported(string procfile) =>
        Assert.Empty(CommandLint.Check(ProcfileDocument.Parse(procfile).Reading));

    [Fact]
    public void Cloud_66_ignores_web_on_rack_stacks()
    {
        Assert.Empty(CommandLint.Check(ProcfileDocument.Parse("web: puma").Reading));
        Assert.Equal("PF0912", Assert.Single(CommandLint.Check(ProcfileDocument.Parse("web: puma", ProcfileDialect.Cloud66).Reading)).Id);
    }
}
