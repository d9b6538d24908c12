using System.Text;
using Procfile.Core.Commands;

namespace Procfile.Core.Exporting;

/// <summary>
/// What the service directories of runit and s6 have in common: a script <c>run</c>, and a folder <c>env</c> with a file for each
/// variable, which no list of processes and no log shows.
/// </summary>
internal static class ServiceDirectory
{
    /// <summary>The files of the variables. Their reader cuts a value's end, and takes a newline for it: a NUL stands for one.</summary>
    internal static IEnumerable<ExportedFile> Variables(ExportedProcess process, string directory) => process.Variables
        .Where(HasFile)
        .Select(variable => new ExportedFile($"{directory}/env/{variable.Key}", variable.Value.Replace('\n', '\0') + "\n", ExportedFile.Private));

    /// <summary>The script that becomes the process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="tools">The programs in front of it that give it its variables and user.</param>
    /// <param name="before">A line of the script that comes before it leaves the service's directory.</param>
    internal static string Run(ExportedProcess process, IEnumerable<string> tools, string before = "")
    {
        var script = new StringBuilder($"""
            #!/bin/sh
            # {ExportText.Header}
            exec 2>&1
            service=$PWD
            {before}cd {ShellQuoting.Quote(process.Directory!)} || exit 111

            """);
        if (process.Umask is { } umask)
            script.Append("umask ").Append(ExportText.Octal(umask)).Append('\n');
        ILookup<bool, KeyValuePair<string, string>> others = process.Variables.Where(variable => !HasFile(variable)).ToLookup(variable => AsciiShell.IsIdentifier(variable.Key));
        foreach ((string name, string value) in others[true])
            script.Append("export ").Append(name).Append('=').Append(ShellQuoting.Quote(value)).Append('\n');
        script.Append("exec ").AppendJoin(' ', tools);
        // The tools look for the program where they were found themselves; env looks where the process is to look.
        string[] inFront = [.. others[false].Select(variable => $"{variable.Key}={variable.Value}")];
        foreach (string argument in inFront.Length > 0 || !FittedCommand.IsShell(process) ? ["/usr/bin/env", .. inFront, .. process.Arguments] : process.Arguments)
            script.Append(" \\\n  ").Append(ShellQuoting.Quote(argument));
        return script.Append('\n').ToString();
    }

    /// <summary>The script that becomes the process's log.</summary>
    /// <param name="process">The process.</param>
    /// <param name="directory">Where the log goes.</param>
    /// <param name="asUser">The program that makes another user's of it, ready for the user.</param>
    /// <param name="logger">The program that writes the log, ready for the directory.</param>
    internal static string Log(ExportedProcess process, string directory, string asUser, string logger)
    {
        string? user = process.User is { } name ? ShellQuoting.Quote(name) : null;
        return $"""
            #!/bin/sh
            # {ExportText.Header}
            log={ShellQuoting.Quote(directory)}
            test -d "$log" || mkdir -p -m 2750 "$log" || exit 1
            {(user is null ? "exec" : $"chown {user} \"$log\"\nexec {asUser} {user}")} {logger} "$log"

            """;
    }

    /// <summary>The option of <c>chpst</c>, which <c>s6-softlimit</c> has taken over, for a limit; null where they have no common one.</summary>
    internal static string? LimitOption(ResourceLimit limit) => limit switch
    {
        ResourceLimit.OpenFiles => "-o",
        ResourceLimit.Processes => "-p",
        ResourceLimit.CoreSize => "-c",
        ResourceLimit.ProcessorSeconds => "-t",
        ResourceLimit.DataSize => "-d",
        ResourceLimit.FileSize => "-f",
        _ => null,
    };

    /// <summary>A pattern of the exit codes that mean success.</summary>
    internal static string SuccessPattern(ExportedProcess process) => string.Join('|', process.Restart.SuccessCodes.Select(code => ExportText.Number(code)));

    /// <summary>A name that can be a file's; a value that ends with no blank, which would be cut off.</summary>
    private static bool HasFile(KeyValuePair<string, string> variable) =>
        variable.Key.All(c => c is > ' ' and < '\u007F' and not ('/' or '=')) && !variable.Key.StartsWith('.') && variable.Key.Length is > 0 and < 255
        && (variable.Value.Length == 0 || !char.IsWhiteSpace(variable.Value[^1]));
}
