using System.CommandLine;
using Procfile.Core.Syntax;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile check</c>: what is wrong with a Procfile, and what another tool would lose.</summary>
internal static class CheckCommand
{
    internal static Command Create()
    {
        var command = new Command("check", "Reports what is wrong in a Procfile, and what another tool would read differently. Ends with 1 when there is an error.");
        command.SetAction(parsed => ProcfileInput.Use(parsed, input =>
        {
            if (parsed.GetValue(SharedOptions.Json))
                JsonOutput.Print(new CheckJson(input.DisplayName, input.Reading.Dialect.Name, JsonOutput.Of(input.Reading.Diagnostics)));
            else
                Print(input);
            return input.Reading.HasErrors ? ExitCodes.Fault : ExitCodes.Fine;
        }));
        return command;
    }

    private static void Print(ProcfileInput input)
    {
        ProcfileReading reading = input.Reading;
        DiagnosticLines.Print(Console.Out, input.DisplayName, reading.Diagnostics);
        string types = reading.Entries.Length switch
        {
            0 => "no process types",
            1 => $"1 process type ({reading.Entries[0].Name})",
            int count => $"{count} process types ({string.Join(", ", reading.Entries.Select(entry => entry.Name))})",
        };
        Console.Out.WriteLine($"{input.DisplayName}: {types}; {DiagnosticLines.Count(reading.Diagnostics)}");
    }
}
