using System.Text;
using Procfile.Core.Commands;

namespace Procfile.Core.Exporting;

/// <summary>
/// What the service directories of runit and s6 have in common: a script <c>run</c>, and a folder <c>env</c> with a file for each
/// variable, which no list of processes and no log shows.
/// </summary>
internal static class ServiceDirectory
{
    /// <summary>The files of the variables, and the command that is left.</summary>
    internal static FittedCommand WriteVariables(ExportedProcess process, string directory, List<ExportedFile> files)
    {
        FittedCommand command = FittedCommand.Of(process, process.Variables, HoldsVariable, static _ => true, findsPrograms: true);
        // A newline would end the value; a NUL stands for it.
        files.AddRange(command.Variables.Select(variable =>
            new ExportedFile($"{directory}/env/{variable.Key}", variable.Value.Replace('\n', '\0') + "\n", ExportedFile.Private)));
        return command;
    }

    /// <summary>The script that becomes the process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="command">Its command.</param>
    /// <param name="tools">The programs in front of it that give it its variables and user.</param>
    internal static string Run(ExportedProcess process, FittedCommand command, IEnumerable<string> tools)
    {
        var script = new StringBuilder($"""
            #!/bin/sh
            # {ExportText.Header}
            exec 2>&1
            service=$PWD
            cd {ShellQuoting.Quote(process.Directory!)} || exit 111

            """);
        if (process.Umask is { } umask)
            script.Append("umask ").Append(ExportText.Octal(umask)).Append('\n');
        script.Append("exec ").AppendJoin(' ', tools);
        foreach (string argument in command.Arguments)
            script.Append(" \\\n  ").Append(ShellQuoting.Quote(argument));
        return script.Append('\n').ToString();
    }

    /// <summary>A pattern of the exit codes that mean success.</summary>
    internal static string SuccessPattern(ExportedProcess process) => string.Join('|', process.Restart.SuccessCodes.Select(code => ExportText.Number(code)));

    /// <summary>A name that can be a file's; a value that ends with no blank, which would be cut off.</summary>
    private static bool HoldsVariable(string name, string value) =>
        name.All(c => c is > ' ' and < '\u007F' and not ('/' or '=')) && !name.StartsWith('.') && name.Length is > 0 and < 255
        && (value.Length == 0 || !char.IsWhiteSpace(value[^1]));
}
