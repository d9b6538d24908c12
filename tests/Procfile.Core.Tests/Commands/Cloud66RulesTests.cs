using Procfile.Core.Commands;
using Procfile.Core.Syntax;

namespace Procfile.Core.Tests.Commands;

public sealed class Cloud66RulesTests
{
    [Theory]
    [InlineData("custom_web", "bundle exec unicorn -c config/unicorn.rb -D", 42)]
    [InlineData("custom_web", "bundle exec anything -d", 22)]
    [InlineData("custom_web", "x --daemonize", 3)]
    [InlineData("worker", "sidekiq -e production --daemon", 23)]
    [InlineData("worker", "bin/puma -C x '-d'", 15)]
    [InlineData("worker", "x -daemon", 3)]
    [InlineData("worker", "x --daemonize=yes", 3)]
    public void A_flag_that_forks_to_the_background_is_found(string name, string command, int column)
    {
        var diagnostic = Cloud66Rules.FindDaemonFlag(name, command);
        Assert.Equal(("PF0911", DiagnosticSeverity.Warning, column), (diagnostic?.Id, diagnostic!.Severity, diagnostic.Column));
    }

    [Theory]
    [InlineData("worker", "psql -d app")]
    [InlineData("custom_web", "puma -C config/puma.rb -b unix:///tmp/web_server.sock")]
    [InlineData("worker", "x --no-daemon")]
    [InlineData("worker", "x --daemonize=no")]
    [InlineData("worker", "daemon -f x")]
    [InlineData("worker", "x 'an open quote")]
    [InlineData("worker", "")]
    public void Other_flags_are_not(string name, string command) => Assert.Null(Cloud66Rules.FindDaemonFlag(name, command));

    [Fact]
    public void Diagnostics_stand_at_their_place_in_the_Procfile()
    {
        var document = ProcfileDocument.Parse("# c\nweb: rails s\n  custom_web:  puma -d\n");
        Assert.Equal(
            [("PF0912", 2, 1), ("PF0911", 3, 21)],
            Cloud66Rules.Check(document.Entries, isRackStack: true).Select(one => (one.Id, one.Line, one.Column)));
        Assert.Equal("PF0911", Assert.Single(Cloud66Rules.Check(document.Entries, isRackStack: false)).Id);
    }

    [Fact]
    public void Only_Rack_stacks_ignore_web()
    {
        Assert.False(Cloud66Rules.IsRun("web", isRackStack: true));
        Assert.True(Cloud66Rules.IsRun("web", isRackStack: false));
        Assert.True(Cloud66Rules.IsRun("custom_web", isRackStack: true));
    }
}
