namespace Procfile.Tool.Completing;

/// <summary>What a shell reads to complete this program's command lines: each asks the program itself.</summary>
internal static class ShellScripts
{
    /// <summary>The shells, with their scripts and how to have them read.</summary>
    internal static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
        ["pwsh"] = PowerShell,
    };

    // Where nothing is known the shell completes names of files.
    private const string Bash = """
        # In ~/.bashrc: source <(procfile completion bash)
        _procfile() {
            local IFS=$'\n' line="${COMP_LINE:0:COMP_POINT}"
            COMPREPLY=($("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null))
            # For bash a word ends at an equals sign.
            if [[ ${line##* } == *=* ]]; then COMPREPLY=("${COMPREPLY[@]#*=}"); fi
            if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then compopt -o nospace; fi
        }
        complete -o default -F _procfile procfile
        """;

    private const string Zsh = """
        #compdef procfile
        # In ~/.zshrc, after compinit: source <(procfile completion zsh)
        _procfile() {
            local line="${words[1,CURRENT]}"
            local -a found
            found=("${(@f)$("${words[1]}" "[suggest:${#line}]" "$line" 2>/dev/null)}")
            found=("${(@)found:#}")
            if (( ! ${#found} )); then _files; return; fi
            compadd -S '' -- "${(@M)found:#*=}"
            compadd -- "${(@)found:#*=}"
        }
        if [[ ${funcstack[1]} == _procfile ]]; then _procfile "$@"; else compdef _procfile procfile; fi
        """;

    private const string Fish = """
        # In ~/.config/fish/config.fish: procfile completion fish | source
        function __procfile_complete
            set -l line (commandline -cp | string collect)
            set -l program (commandline -opc)[1]
            set -l found ($program "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
            if test (count $found) -gt 0
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c procfile -f -a '(__procfile_complete)'
        """;

    private const string PowerShell = """
        # In $PROFILE: procfile completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName procfile -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $line = $commandAst.Extent.Text.PadRight($cursorPosition - $commandAst.Extent.StartOffset)
            $line = $line.Substring(0, $cursorPosition - $commandAst.Extent.StartOffset)
            & $commandAst.CommandElements[0].Extent.Text "[suggest:$($line.Length)]" $line 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;
}
