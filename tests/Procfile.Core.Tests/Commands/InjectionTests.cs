using Procfile.Core.Bytes;
using Procfile.Core.Commands;

namespace Procfile.Core.Tests.Commands;

/// <summary>A value never becomes code: whatever stands in a variable, the program receives exactly it and nothing else runs.</summary>
public sealed class InjectionTests : IDisposable
{
    private const string Printer = "printf \"%s\\0\" \"$@\"";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    public static TheoryData<CommandMode> Modes => new(CommandMode.Direct, CommandMode.Shell, CommandMode.Auto);

    [Theory]
    [MemberData(nameof(Modes))]
    public void The_program_receives_exactly_the_value(CommandMode mode)
    {
        foreach (var batch in HostileValues().Chunk(100))
        {
            var variables = Numbered(batch);
            var words = string.Join(' ', variables.Keys.Select(name => $"\"${name}\" \"-${{{name}}}-\" \"${{{name}:-x}}\""));
            Assert.Equal(batch.SelectMany(value => new[] { value, $"-{value}-", value.Length == 0 ? "x" : value }), Execute($"/bin/sh -c '{Printer}' x {words}", mode, variables));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_unquoted_value_is_split_and_nothing_more(CommandMode mode)
    {
        // A pattern that could match a file is the shell's business; none of these can, in an empty directory.
        var values = HostileValues().Where(value => !value.Contains('\\', StringComparison.Ordinal)).ToArray();
        foreach (var batch in values.Chunk(100))
        {
            var variables = Numbered(batch);
            var words = string.Join(' ', variables.Keys.Select(name => "$" + name));
            Assert.Equal(
                batch.SelectMany(value => value.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)),
                Execute($"/bin/sh -c '{Printer}' x {words}", mode, variables));
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void An_assignment_before_the_command_carries_exactly_the_value(CommandMode mode)
    {
        foreach (var value in HostileValues().Where((value, i) => value.Length > 2 || i % 16 == 0))
        {
            var variables = new Dictionary<string, string> { ["V"] = value };
            Assert.Equal([value], Execute("A=$V /bin/sh -c 'printf \"%s\\0\" \"$A\"'", mode, variables));
        }
    }

    [Theory]
    [InlineData("{0} \"$V\"")]
    [InlineData("{0} \"a${{V}}b\" 'c'$EMPTY")]
    [InlineData("{0} $V")]
    [InlineData("A=$V {0} \"$V\"")]
    [InlineData("{0} \"$V\"; {0} $V")]
    [InlineData("true && {0} a\"$V\"$V")]
    [InlineData("{0} x >/dev/null; A=$V; {0} \"$V\" $V # $V")]
    public void The_display_text_pasted_in_a_shell_runs_nothing_but_the_command(string form)
    {
        var command = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, $"/bin/sh -c '{Printer}' x");
        // One shell reads all texts, as a terminal would one after the other; each must do what the command itself does.
        var texts = new List<(string Asked, string Pasted, bool Stays)>();
        foreach (var value in HostileValues().Where((value, i) => value.Length > 3 || i % 9 == 0))
        {
            var variables = new Dictionary<string, string> { ["V"] = value, ["PATH"] = "/usr/bin:/bin", ["EMPTY"] = "" };
            var display = new CommandExpander().Expand(command, variables).ToDisplayString();
            var set = $"EMPTY=; V={RealShell.Quote(value)}\n";
            var stays = display.Contains("$V", StringComparison.Ordinal) || display.Contains("${V}", StringComparison.Ordinal);
            texts.Add((
                $"{set}{command}\nprintf 'END\\0'\n",
                $"{(stays ? set : "unset V EMPTY\n")}{display}\nprintf 'END\\0'\n",
                stays));
        }

        foreach (var shell in RealShell.Installed)
        {
            // What stays a variable is the reader's own shell's business, and zsh does not split it.
            var those = texts.Where(text => !text.Stays || !shell.EndsWith("zsh", StringComparison.Ordinal)).ToList();
            var expected = RunScript("/bin/sh", string.Concat(those.Select(text => text.Asked)));
            Assert.True(expected.SequenceEqual(RunScript(shell, string.Concat(those.Select(text => text.Pasted)))), $"{shell} does something else");
            Assert.Empty(Directory.GetFileSystemEntries(Work()));
        }
    }

    [Fact]
    public void A_terminal_sees_no_control_character_of_a_value()
    {
        for (var c = '\u0001'; c < '\u0100'; c++)
        {
            if (!char.IsControl(c) || c == '\n') continue;
            foreach (var command in new[] { "a \"$V\"", "a \"$V\"; b" })
            {
                var display = new CommandExpander().Expand(command, new Dictionary<string, string> { ["V"] = $"x{c}y", ["PATH"] = "/bin" }).ToDisplayString();
                Assert.DoesNotContain(c, display);
            }
        }
    }

    private string[] Execute(string command, CommandMode mode, Dictionary<string, string> variables)
    {
        var environment = new Dictionary<string, string>(variables) { ["PATH"] = "/usr/bin:/bin" };
        var expanded = new CommandExpander { Mode = mode }.Expand(command, environment);
        foreach (var (name, value) in expanded.Assignments) environment[name] = value;
        var items = Items(LaunchedProgram.Run(expanded.Arguments, environment, Work()));
        Assert.Empty(Directory.GetFileSystemEntries(Work()));
        return items;
    }

    private string[] RunScript(string shell, string script)
    {
        File.WriteAllBytes(_directory.File("script"), RawText.Encode(script));
        return Items(RealShell.Run(shell, [_directory.File("script")], new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" }, Work()));
    }

    private string Work() => Directory.CreateDirectory(_directory.File("work")).FullName;

    private static string[] Items(string output) => output.Length == 0 ? [] : output.Split('\0')[..^1];

    private static Dictionary<string, string> Numbered(string[] values) =>
        values.Select((value, i) => (value, i)).ToDictionary(one => $"V{one.i}", one => one.value);

    private static IEnumerable<string> HostileValues()
    {
        // As UTF-8 these hold every byte from 1 to 0xF4 that valid text can hold; the lone surrogates are every byte from 80 to FF alone.
        var characters = Enumerable.Range(1, 0x7ff).Where(code => code < 0x180 || code % 0x40 == 0)
            .Concat([0xfff, 0x1fff, 0x2028, 0x202e, 0x3000, 0x5000, 0x8000, 0x9fff, 0xa000, 0xb000, 0xc000, 0xe000, 0xfeff, 0xfffd, 0x10000, 0x50000, 0xf0000, 0x10ffff])
            .Select(char.ConvertFromUtf32).Concat(Enumerable.Range(0xdc80, 0x80).Select(unit => ((char)unit).ToString()));
        string[] hostile =
        [
            "", " ", "; touch pwned", "$(touch pwned)", "`touch pwned`", "| touch pwned", "&& touch pwned", "& touch pwned &", "> pwned",
            "\ntouch pwned\n", "'; touch pwned; '", "\"; touch pwned; \"", "\\", "\\\\", "a\\'b", "'", "\"", "'\"'\"'", "$V", "${V}", "$((1+1))",
            "$$", "~", "~root", "{a,b}", "!!", "!touch", "#", "# x", "a=b", "PATH=/x", "-n", "--", "-e", "\r\n", "a\tb", "\u001b[31m", "\u0007",
            "%s\\0", "\\0", "(touch pwned)", "${x:-$(touch pwned)}", "<(touch pwned)", "\u202ereversed", "x;touch${IFS}pwned", "if", "exec", "}", "{",
            "$'\\x41'", "\u0081\u0088", "\ud83d\ude00", "caf\udce9; touch pwned", "\udcff\udcfe$(touch pwned)", "\udcf0\udc9f'", "a\u00a0b", new string('\'', 50), string.Concat(Enumerable.Repeat("\"$(touch pwned)\"'", 10)),
        ];
        return characters.Where(text => text != "\n" && text != " " && text != "\t").SelectMany(text => new[] { text, $"a{text}b" })
            .Concat(["\n", "\t", "a\nb", "a\n", "\n\n"]).Concat(hostile);
    }
}
