using System.Collections.Frozen;

namespace Procfile.Core.Commands.Words;

/// <summary>The words and names that a shell treats in its own way: of dash, bash, ksh, BusyBox ash and FreeBSD sh together.</summary>
internal static class ShellVocabulary
{
    /// <summary>Reserved words and builtins: as a command name they never mean the program of that name on PATH.</summary>
    private static readonly FrozenSet<string> OwnCommands = FrozenSet.Create(
        StringComparer.Ordinal,
        "!", ".", ":", "[", "[[", "]]", "{", "}", "((",
        "alias", "autoload", "bg", "bind", "break", "builtin", "caller", "case", "cd", "chdir", "command", "compgen", "complete",
        "compopt", "continue", "coproc", "declare", "dirs", "disown", "do", "done", "echo", "elif", "else", "enable", "esac",
        "eval", "exec", "exit", "export", "false", "fc", "fg", "fi", "float", "for", "function", "functions", "getopts", "hash",
        "help", "hist", "history", "if", "in", "integer", "jobid", "jobs", "kill", "let", "local", "logout", "mapfile", "nameref",
        "newgrp", "nohup", "popd", "print", "printf", "pushd", "pwd", "read", "readarray", "readonly", "redirect", "return", "select",
        "set", "setvar", "shift", "shopt", "source", "stop", "suspend", "test", "then", "time", "times", "trap", "true", "type",
        "typeset", "ulimit", "umask", "unalias", "unset", "until", "wait", "whence", "while", "wordexp");

    private static readonly FrozenSet<string> ReservedWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "!", "[[", "]]", "{", "}", "case", "coproc", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in",
        "select", "then", "time", "until", "while");

    /// <summary>Variables whose value the shell makes itself, whatever the environment says.</summary>
    private static readonly FrozenSet<string> OwnVariables = FrozenSet.Create(
        StringComparer.Ordinal,
        "_", "COLUMNS", "COMP_WORDBREAKS", "DIRSTACK", "EPOCHREALTIME", "EPOCHSECONDS", "EUID", "FUNCNAME", "GROUPS", "HISTCMD",
        "HISTFILE", "HISTFILESIZE", "HISTSIZE", "HOSTNAME", "HOSTTYPE", "IFS", "LINENO", "LINES", "MACHTYPE", "MAILCHECK", "OLDPWD",
        "OPTARG", "OPTERR", "OPTIND", "OSTYPE", "PATH", "PIPESTATUS", "POSIXLY_CORRECT", "PPID", "PS1", "PS2", "PS3", "PS4", "PWD",
        "RANDOM", "REPLY", "SECONDS", "SHELL", "SHELLOPTS", "SHLVL", "SRANDOM", "TERM", "UID");

    /// <summary>Variables in the environment that change what the shell does or that it passes on changed.</summary>
    private static readonly string[] Influences = ["IFS", "BASH_ENV", "SHELLOPTS", "BASHOPTS", "PPID"];

    public static bool IsOwnCommand(string name) => OwnCommands.Contains(name);

    public static bool IsReserved(string word) => ReservedWords.Contains(word);

    public static bool IsOwnVariable(string name) =>
        OwnVariables.Contains(name) || name.StartsWith("BASH", StringComparison.Ordinal);

    /// <summary>Why the environment itself asks for the shell, or null.</summary>
    public static string? InfluenceOf(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var name in Influences)
        {
            if (variables.ContainsKey(name)) return $"The variable '{name}' in the environment";
        }

        foreach (var name in variables.Keys)
        {
            // bash takes functions from the environment, and a function hides the program of its name.
            if (name.StartsWith("BASH_FUNC_", StringComparison.Ordinal)) return "A function in the environment";
        }

        return null;
    }

    /// <summary>The length of the shell name (letters, digits, underscore; no digit first) at a position; 0 when there is none.</summary>
    public static int NameLength(string text, int start)
    {
        var at = start;
        while (at < text.Length && IsNameCharacter(text[at], first: at == start)) at++;
        return at - start;
    }

    private static bool IsNameCharacter(char c, bool first) =>
        char.IsAsciiLetter(c) || c == '_' || (!first && char.IsAsciiDigit(c));
}
