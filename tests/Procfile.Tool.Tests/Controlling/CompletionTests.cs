using Procfile.Tool.Tests.Running;

namespace Procfile.Tool.Tests.Controlling;

/// <summary><c>procfile completion</c>: what a shell offers when somebody presses Tab.</summary>
public sealed class CompletionTests : ControlTests
{
    public static TheoryData<string, string> Lines => new()
    {
        { "procfile sca", "scale" },
        { "procfile re", "restart resume" },
        { "procfile start ", "web worker" },
        { "procfile start w", "web worker" },
        { "procfile start wo", "worker" },
        { "procfile start --on-exit ", "ignore restart stop" },
        { "procfile start --on-exit s", "stop" },
        { "procfile start -m wo", "worker=" },
        { "procfile restart --mode r", "rolling" },
        { "procfile ps --wat", "--watch" },
        { "procfile list --dialect Fore", "Forego Foreman" },
        { "procfile export sys", "systemd systemd-user" },
        { "procfile completion f", "fish" },
        { "procfile signal US", "USR1 USR2" },
        { "procfile show w", "web worker" },
        { "procfile scale w", "web= worker=" },
        { "procfile pause w", "web worker" },
        { "procfile ps w", "web worker" },
        { "procfile ps --socket s w", "web web.1 worker worker.1 worker.2" },
        { "procfile logs --socket s -f worker.", "worker.1 worker.2" },
        { "procfile start --watch wo", "worker" },
        { "procfile scale --socket s w", "web= worker=" },
        { "procfile nonsense w", "" },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Lines))]
    public async Task The_program_knows_the_words(string line, string words)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        await OfferedAsync(words, () => AskAsync(line));
    }

    [Fact(Timeout = 60_000)]
    public async Task Options_are_offered_when_a_dash_is_typed_or_when_there_is_nothing_else()
    {
        Assert.Contains("--json", await AskAsync("procfile ps -"));
        Assert.DoesNotContain(await AskAsync("procfile ps "), word => word.StartsWith('-'));
        Assert.DoesNotContain(await AskAsync("procfile "), word => word.StartsWith('-'));
        Assert.Contains("--json", await AskAsync("procfile env "));
    }

    [Fact(Timeout = 60_000)]
    public async Task What_stands_after_the_cursor_does_not_count() =>
        Assert.Equal("scale\n", (await App.RunAsync("[suggest:12]", "procfile sca worker=2")).AssertFine().Out);

    [Fact(Timeout = 60_000)]
    public async Task A_supervisor_that_does_not_answer_holds_nobody_up()
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        supervisor.Silent = true;
        Assert.Equal("web worker", string.Join(' ', await AskAsync("procfile ps --socket s w")));
    }

    [Fact(Timeout = 60_000)]
    public async Task Without_a_procfile_there_are_no_names()
    {
        File.Delete(App.File("Procfile"));
        Assert.Empty(await AskAsync("procfile start w"));
    }

    [ShellTheory("bash")]
    [MemberData(nameof(Lines))]
    public async Task Bash_offers_them(string line, string words)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        // What bash does when Tab is pressed: it splits the line, sets these variables and calls the function.
        await OfferedAsync(words, async () => (await App.RunShellAsync($$"""
            exec bash --norc -c '
            {{Path}}
            source <(procfile completion bash)
            COMP_LINE="$1" COMP_POINT=${#1}
            read -ra COMP_WORDS <<<"$1"; [[ $1 == *" " ]] && COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            compopt() { :; }
            _procfile; printf "%s\n" "${COMPREPLY[@]}"' bash '{{line}}'
            """)).AssertFine().Lines);
    }

    [ShellTheory("bash")]
    [InlineData("procfile rest\twor\t", "procfile restart worker ")]
    [InlineData("procfile scale wo\t3", "procfile scale worker=3")]
    [InlineData("procfile list -f Proc\t", "procfile list -f Procfile ")]
    public async Task Bash_completes_what_is_typed(string typed, string line)
    {
        App.Variables["TERM"] = "dumb";
        App.Variables["PS1"] = "% ";
        App.Write("rc", $"{Path}\nsource <(procfile completion bash)\n");
        await using RunningTool shell = App.StartProgramOnTerminal("bash --noprofile --rcfile rc");
        await shell.TypeAsync("echo re''ady\n");
        await shell.LineAsync("ready");
        await shell.TypeAsync(typed + "\u0001printf '<%s>\\n' '\u0005'\n");
        Assert.Contains($"<{line}>", await shell.LineAsync("<procfile"), StringComparison.Ordinal);
        await shell.TypeAsync("exit\n");
        await shell.EndAsync();
    }

    [ShellTheory("fish")]
    [MemberData(nameof(Lines))]
    public async Task Fish_offers_them(string line, string words)
    {
        await using FakeSupervisor supervisor = await ListenAsync();
        App.Variables["HOME"] = App.Path;
        await OfferedAsync(words, async () =>
        {
            ToolResult result = await App.RunShellAsync($"{Path}; exec fish --no-config -c 'procfile completion fish | source; complete -C \"{line}\"'");
            return [.. result.AssertFine().Lines.Where(word => !File.Exists(App.File(word.Trim())))];
        });
    }

    [ShellTheory("zsh")]
    [InlineData("procfile rest\tw\t", "procfile restart w")]
    [InlineData("procfile scale wo\t3", "procfile scale worker=3")]
    [InlineData("procfile restart --mode rol\t", "procfile restart --mode rolling")]
    public async Task Zsh_completes_what_is_typed(string typed, string line)
    {
        App.Variables["HOME"] = App.Path;
        App.Variables["TERM"] = "dumb";
        App.Write(".zshrc", $"{Path}\nautoload -Uz compinit && compinit -u -d {App.File("dump")}\nsource <(procfile completion zsh)\nsetopt no_beep\nunsetopt zle_bracketed_paste\n");
        await using RunningTool shell = App.StartProgramOnTerminal("zsh -i");
        await shell.TypeAsync("echo re''ady\n");
        await shell.LineAsync("ready");
        await shell.TypeAsync(typed + "\u0001printf '<%s>\\n' '\u0005'\n");
        Assert.Contains($"<{line}", await shell.LineAsync("<procfile"), StringComparison.Ordinal);
        await shell.TypeAsync("exit\n");
        await shell.EndAsync();
    }

    [Theory(Timeout = 60_000)]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_script_says_where_it_goes(string shell) =>
        Assert.Contains($"procfile completion {shell}", (await App.RunAsync("completion", shell)).AssertFine().Out, StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task A_shell_that_is_not_known_is_answered_with_the_nearest() =>
        (await App.RunAsync("completion", "fis")).AssertRefused(ExitCodes.Usage, "there is no shell \"fis\": did you mean \"fish\"?");

    /// <summary>Has the shell find the tool.</summary>
    private static string Path => $"export PATH=\"{System.IO.Path.GetDirectoryName(AppDirectory.Tool)}:$PATH\"";

    /// <summary>On a machine that is busy the supervisor's own names come too late, and those of the Procfile are offered: then it is asked again.</summary>
    private static async Task OfferedAsync(string words, Func<Task<string[]>> ask)
    {
        string offered = "";
        for (int time = 0; time < (words.Contains('.', StringComparison.Ordinal) ? 20 : 1) && (time == 0 || offered != words); time++)
            offered = string.Join(' ', (await ask()).Order(StringComparer.Ordinal));
        Assert.Equal(words, offered);
    }

    private async Task<string[]> AskAsync(string line) => (await App.RunAsync($"[suggest:{line.Length}]", line)).AssertFine().Lines;
}
