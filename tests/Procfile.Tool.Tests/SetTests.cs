using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary><c>procfile set NAME COMMAND</c> and <c>procfile delete NAME</c>.</summary>
public sealed class SetTests
{
    private const string Procfile = "# the site\r\nweb:   bin/server\t\r\n\r\n  odd line\r\nworker: bin/work";

    [Fact(Timeout = 60_000)]
    public async Task Set_changes_a_command_and_no_other_byte()
    {
        using var app = new AppDirectory(Procfile);
        Assert.Equal("", (await app.RunAsync("set", "web", "bin/other -p $PORT")).AssertFine().Out);
        Assert.Equal(Procfile.Replace("bin/server", "bin/other -p $PORT", StringComparison.Ordinal), app.Text("Procfile"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Set_adds_a_type_that_is_not_there()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("set", "clock", "bin/tick")).AssertFine();
        Assert.Equal(Procfile + "\r\nclock: bin/tick", app.Text("Procfile"));
    }

    [Theory]
    [InlineData("Procfile")]
    [InlineData("Other", "-f", "Other")]
    public async Task Set_makes_a_procfile_where_there_is_none(string file, params string[] options)
    {
        using var app = new AppDirectory();
        (await app.RunAsync(["set", "web", "bin/server", .. options])).AssertFine();
        Assert.Equal("web: bin/server\n", app.Text(file));
    }

    [Fact(Timeout = 60_000)]
    public async Task Set_changes_the_variant_of_the_environment()
    {
        using var app = new AppDirectory("web: base\n");
        app.Write("Procfile_production", "web: variant\n");
        (await app.RunAsync("set", "web", "new", "--environment", "production")).AssertFine();
        Assert.Equal("web: base\n", app.Text("Procfile"));
        Assert.Equal("web: new\n", app.Text("Procfile_production"));
    }

    [Theory]
    [InlineData("a:b", "x")]
    [InlineData("", "x")]
    [InlineData("web", "")]
    [InlineData("web", "two\nlines")]
    public async Task Set_refuses_what_could_not_be_read_again(string name, string command)
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("set", name, command)).AssertRefused(ExitCodes.Usage, "name", "command");
        Assert.Equal(Procfile, app.Text("Procfile"));
    }

    [Theory]
    [InlineData("set", "web", "x")]
    [InlineData("delete", "web")]
    public async Task Standard_input_cannot_be_changed(params string[] command)
    {
        using var app = new AppDirectory();
        (await app.RunWithInputAsync("web: a\n", [.. command, "-f", "-"])).AssertRefused(ExitCodes.Usage, "standard input", "-f");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_edit_keeps_the_files_mode_and_a_link_to_it_and_leaves_no_other_file()
    {
        using var app = new AppDirectory();
        app.Write("real", "web: a\n");
        File.SetUnixFileMode(app.File("real"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        File.CreateSymbolicLink(app.File("Procfile"), "real");
        (await app.RunAsync("set", "web", "b")).AssertFine();
        Assert.Equal("web: b\n", app.Text("real"));
        Assert.Equal("real", new FileInfo(app.File("Procfile")).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(app.File("real")));
        Assert.Equal(["Procfile", "real"], Directory.GetFileSystemEntries(app.Path).Select(Path.GetFileName).Order());
    }

    [Fact(Timeout = 60_000)]
    public async Task Delete_takes_a_type_out_and_no_other_byte()
    {
        using var app = new AppDirectory(Procfile);
        Assert.Equal("", (await app.RunAsync("delete", "web")).AssertFine().Out);
        Assert.Equal("# the site\r\n\r\n  odd line\r\nworker: bin/work", app.Text("Procfile"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Delete_answers_an_unknown_type_with_the_nearest()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("delete", "wroker")).AssertRefused(ExitCodes.Usage, "there is no process type \"wroker\"", "\"worker\"");
        Assert.Equal(Procfile, app.Text("Procfile"));
    }

    [Fact(Timeout = 60_000)]
    public async Task Delete_without_a_procfile_says_so()
    {
        using var app = new AppDirectory();
        (await app.RunAsync("delete", "web")).AssertRefused(ExitCodes.Fault, "There is no Procfile in", "-f");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_directory_in_the_files_place_is_one_clear_line()
    {
        using var app = new AppDirectory();
        Directory.CreateDirectory(app.File("there"));
        (await app.RunAsync("set", "web", "x", "-f", "there")).AssertRefused(ExitCodes.Fault, "there", "is a directory");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_unknown_dialect_is_wrong_usage_of_an_edit()
    {
        using var app = new AppDirectory(Procfile);
        (await app.RunAsync("set", "web", "x", "--dialect", "forman")).AssertRefused(ExitCodes.Usage, "there is no dialect", "\"Foreman\"");
    }
}
