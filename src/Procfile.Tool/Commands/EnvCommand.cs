using System.CommandLine;
using Procfile.Core.Commands;
using Procfile.Core.Environments;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile env</c>: the variables that every process gets, with their values: whoever asks for them wants to see them.</summary>
internal static class EnvCommand
{
    private static readonly Option<bool> OnlyFiles = new("--only-files") { Description = "Shows what the files say alone, without the process environment." };
    private static readonly Option<bool> Origins = new("--origins") { Description = "Also says where each comes from: file and line, or the process environment." };

    internal static Command Create()
    {
        var command = new Command("env", "Shows the variables that every process gets.") { OnlyFiles, Origins };
        command.Add(SharedOptions.ForVariables);
        command.SetAction(parsed => ProcfileInput.UseVariables(parsed, input => Show(parsed, input)));
        return command;
    }

    private static int Show(ParseResult parsed, EnvironmentInput input)
    {
        ProcessVariables variables = parsed.GetValue(OnlyFiles) ? input.Variables.Only(VariableLayer.EnvironmentFile) : input.Variables;
        IReadOnlyList<ProcessVariable> sorted = [.. variables.Keys.Order(StringComparer.Ordinal).Select(name => Find(variables, name))];
        bool origins = parsed.GetValue(Origins);
        if (parsed.GetValue(SharedOptions.Json))
        {
            return JsonOutput.Print(new EnvJson(
                variables,
                input.DiagnosticsForJson,
                origins ? sorted.ToDictionary(variable => variable.Name, Shape) : null));
        }

        input.PrintProblems();
        foreach (ProcessVariable variable in sorted)
        {
            // A shell that reads this takes the origin for a comment.
            string origin = origins ? $" # {variable.Origin}" : "";
            Console.Out.WriteLine($"{variable.Name}={ShellQuoting.Quote(variable.Value)}{origin}");
        }

        return ExitCodes.Fine;
    }

    private static ProcessVariable Find(ProcessVariables variables, string name) =>
        variables.TryGetVariable(name, out ProcessVariable? variable) ? variable : throw new KeyNotFoundException(name);

    private static OriginJson Shape(ProcessVariable variable) =>
        new(JsonOutput.CamelCase(variable.Origin.Layer.ToString()), variable.Origin.File, variable.Origin.Line);
}
