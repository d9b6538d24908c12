using System.CommandLine;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile list</c>: the process types and their commands.</summary>
internal static class ListCommand
{
    internal static Command Create()
    {
        var command = new Command("list", "Lists the process types and their commands as written.");
        command.SetAction(parsed => ProcfileInput.Use(parsed, input => parsed.GetValue(SharedOptions.Json) ? PrintJson(input) : Print(input)));
        return command;
    }

    private static int Print(ProcfileInput input)
    {
        DiagnosticLines.PrintProblems(input.DisplayName, input.Reading.Diagnostics);
        int width = input.Reading.Entries.Select(entry => entry.Name.Length).DefaultIfEmpty().Max() + 1;
        foreach (var entry in input.Reading.Entries)
            Console.Out.WriteLine($"{(entry.Name + ":").PadRight(width)} {entry.Command}");
        return input.Reading.HasErrors ? ExitCodes.Fault : ExitCodes.Fine;
    }

    private static int PrintJson(ProcfileInput input)
    {
        JsonOutput.Print(new ListJson(
            input.DisplayName,
            input.Reading.Dialect.Name,
            [.. input.Reading.Entries.Select(entry => new EntryJson(entry.Name, entry.Command, entry.Line))],
            JsonOutput.Of(input.Reading.Diagnostics)));
        return input.Reading.HasErrors ? ExitCodes.Fault : ExitCodes.Fine;
    }
}
