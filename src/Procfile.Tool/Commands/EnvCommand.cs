using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Environments;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile env</c>: the variables that every process gets.</summary>
internal static class EnvCommand
{
    internal static Command Create()
    {
        var onlyFiles = new Option<bool>("--only-files") { Description = "Shows what the files say alone, without the process environment." };
        var command = new Command("env", "Shows the variables that every process gets.") { SharedOptions.EnvironmentFiles, onlyFiles };
        command.SetAction(parsed => ProcfileInput.UseVariables(parsed, input =>
        {
            ProcessVariables variables = parsed.GetValue(onlyFiles) ? input.Variables.Only(VariableLayer.EnvironmentFile) : input.Variables;
            if (parsed.GetValue(SharedOptions.Json))
                return JsonOutput.Print(new EnvJson(variables, input.DiagnosticsForJson));
            input.PrintProblems();
            foreach ((string name, string value) in variables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
                Console.Out.WriteLine($"{name}={ShellQuoting.Quote(value)}");
            return ExitCodes.Fine;
        }));
        return command;
    }
}
