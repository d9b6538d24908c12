using System.Text;
using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests;

/// <summary>Files that are no Procfile, and Procfiles that cannot work: clear lines, and never a stack trace or a hang.</summary>
public sealed class BadInputTests
{
    private static readonly string[][] Commands =
        [["check"], ["list"], ["list", "--json"], ["expand"], ["show", "web"], ["start", "--on-exit", "ignore"], ["run", "web"]];

    [Fact(Timeout = 60_000)]
    public Task A_missing_file() => EveryCommandRefusesAsync(null, ExitCodes.Fault, "There is no file Bad: check the path");

    [Fact(Timeout = 60_000)]
    public async Task A_directory()
    {
        using var app = new AppDirectory();
        Directory.CreateDirectory(app.File("Bad"));
        foreach (string[] command in Commands)
            (await app.RunAsync([command[0], "-f", "Bad", .. command[1..]])).AssertRefused(ExitCodes.Fault, "Bad is a directory: give the file in it");
    }

    [OrdinaryUserFact]
    public async Task An_unreadable_file()
    {
        using var app = new AppDirectory();
        File.SetUnixFileMode(app.Write("Bad", "web: true\n"), UnixFileMode.None);
        (await app.RunAsync("list", "-f", "Bad")).AssertRefused(ExitCodes.Fault, "Bad may not be read", "chmod +r");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_link_to_itself()
    {
        using var app = new AppDirectory();
        File.CreateSymbolicLink(app.File("Bad"), "Bad");
        (await app.RunAsync("list", "-f", "Bad")).AssertRefused(ExitCodes.Fault, "Bad cannot be read");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_file_where_a_directory_should_be()
    {
        using var app = new AppDirectory("web: true\n");
        (await app.RunAsync("list", "-f", "Procfile/Procfile")).AssertRefused(ExitCodes.Fault, "Procfile/Procfile");
        (await app.RunAsync("list", "--root", "Procfile")).AssertRefused(ExitCodes.Fault, "There is no Procfile in");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("")]
    [InlineData("# a\n\n# b\n")]
    [InlineData("\n\n\n")]
    public Task Nothing_in_it(string text) =>
        EveryCommandFindsAsync(Encoding.UTF8.GetBytes(text), "Bad:1:1: error PF0701: No process is defined here. Write one");

    [Fact(Timeout = 60_000)]
    public Task A_nul() => EveryCommandFindsAsync("web: a\0b\n"u8.ToArray(), "Bad:1:7: error PF0103: ");

    [Fact(Timeout = 60_000)]
    public async Task Random_bytes()
    {
        byte[] bytes = new byte[100_000];
        new Random(1).NextBytes(bytes);
        await EveryCommandFindsAsync(bytes, "error PF0103: No command can hold a NUL character");
    }

    [Fact(Timeout = 60_000)]
    public async Task Utf_16_is_read_with_a_warning()
    {
        using var app = new AppDirectory();
        app.Write("Bad", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("web: echo hi\n")]);
        ToolResult result = await app.RunAsync("list", "-f", "Bad");
        Assert.Equal("web: echo hi\n", result.Out);
        Assert.StartsWith("Bad:1:1: warning PF0106: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Invalid_utf_8_is_read_with_a_warning()
    {
        using var app = new AppDirectory();
        app.Write("Bad", [.. "web: echo "u8, 0xFF, (byte)'\n']);
        ToolResult result = await app.RunAsync("list", "-f", "Bad");
        Assert.Equal("web: echo \uFFFD\n", result.Out);
        Assert.StartsWith("Bad:1:11: warning PF0102: ", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_huge_line_is_read_and_what_no_system_can_start_is_said()
    {
        using var app = new AppDirectory($"web: echo {new string('x', 5_000_000)}\n");
        Assert.Equal(5_000_011, (await app.RunAsync("list")).AssertFine().Out.Length);
        (await app.RunAsync("run", "web")).AssertRefused(ExitCodes.Fault, "Procfile:1:6: ", "the operating system takes 131071 bytes at most");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_hundred_thousand_types()
    {
        using var app = new AppDirectory(string.Concat(Enumerable.Range(0, 100_000).Select(number => $"t{number}: true\n")));
        Assert.Equal(100_000, (await app.RunAsync("list")).AssertFine().Lines.Length);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("web: \n", "Bad:1:1: error PF0701: ")]
    [InlineData("web: a\nweb: b\n", "Bad:2:1: error PF0601: ")]
    public Task A_type_without_a_command_or_with_two(string text, string said) => EveryCommandFindsAsync(Encoding.UTF8.GetBytes(text), said);

    [Theory(Timeout = 60_000)]
    [InlineData("start")]
    [InlineData("run", "web")]
    public async Task A_quote_that_is_never_closed(params string[] command)
    {
        using var app = new AppDirectory("web: echo \"a\n");
        (await app.RunAsync(command)).AssertRefused(ExitCodes.Fault, "Procfile:1:", "This double quote is never closed");
    }

    [Theory(Timeout = 60_000)]
    [InlineData("start")]
    [InlineData("run", "web")]
    [InlineData("expand")]
    [InlineData("env")]
    public async Task A_missing_env_file(params string[] command)
    {
        using var app = new AppDirectory("web: true\n");
        (await app.RunAsync([command[0], "-e", "nope.env", .. command[1..]]))
            .AssertRefused(ExitCodes.Fault, "There is no file nope.env: check the path");
    }

    [Fact(Timeout = 60_000)]
    public async Task An_env_file_that_is_a_directory_or_no_text()
    {
        using var app = new AppDirectory("web: true\n");
        (await app.RunAsync("env", "-e", ".")).AssertRefused(ExitCodes.Fault, ". is a directory");
        byte[] bytes = new byte[10_000];
        new Random(1).NextBytes(bytes);
        app.Write("random.env", bytes);
        ToolResult result = await app.RunAsync("expand", "-e", "random.env");
        result.AssertSpeaksToPeople();
        Assert.All(result.ErrorLines, line => Assert.StartsWith("random.env:", line, StringComparison.Ordinal));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_root_directory_that_does_not_exist()
    {
        using var app = new AppDirectory("web: true\n");
        (await app.RunAsync("start", "--root", "nowhere", "-f", "Procfile"))
            .AssertRefused(ExitCodes.Fault, $"The directory {app.File("nowhere")} cannot be entered");
    }

    [Fact(Timeout = 60_000)]
    public async Task A_current_directory_that_was_deleted()
    {
        using var app = new AppDirectory();
        ToolResult result = await app.RunAsync("run", "--", "sh", "-c", $"mkdir gone; cd gone; rmdir ../gone; {AppDirectory.Tool} list");
        result.AssertRefused(ExitCodes.Fault, "the current directory does not exist any more: change to another");
    }

    private static async Task EveryCommandRefusesAsync(byte[]? content, int code, string said)
    {
        using var app = new AppDirectory();
        if (content is not null)
            app.Write("Bad", content);
        foreach (string[] command in Commands)
            (await app.RunAsync([command[0], "-f", "Bad", .. command[1..]])).AssertRefused(code, said);
    }

    /// <summary>Every command says this of the file, in its own way, and ends with 1.</summary>
    private static async Task EveryCommandFindsAsync(byte[] content, string said)
    {
        using var app = new AppDirectory();
        app.Write("Bad", content);
        foreach (string[] command in Commands.Where(command => !command.Contains("--json")))
        {
            ToolResult result = await app.RunAsync([command[0], "-f", "Bad", .. command[1..]]);
            Assert.Contains(said, command[0] == "check" ? result.Out : result.Error, StringComparison.Ordinal);
            result.AssertSpeaksToPeople();
            Assert.Equal(ExitCodes.Fault, result.Code);
        }
    }
}
