using System.CommandLine;
using Procfile.Core.Syntax;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile list</c>: the process types and their commands.</summary>
internal static class ListCommand
{
    internal static Command Create()
    {
        var command = new Command("list", "Lists the process types and their commands as written.") { SharedOptions.Merge };
        command.SetAction(parsed => ProcfileInput.Use(parsed, input => parsed.GetValue(SharedOptions.Json) ? PrintJson(input) : Print(input)));
        return command;
    }

    private static int Print(ProcfileInput input)
    {
        input.PrintProblems();
        int width = input.Entries.Select(entry => entry.Name.Length).DefaultIfEmpty().Max() + 1;
        foreach (ProcfileEntry entry in input.Entries)
            Console.Out.WriteLine($"{(entry.Name + ":").PadRight(width)} {entry.Command}");
        return input.HasErrors ? ExitCodes.Fault : ExitCodes.Fine;
    }

    private static int PrintJson(ProcfileInput input)
    {
        JsonOutput.Print(new ListJson(
            input.DisplayName,
            input.Reading.Dialect.Name,
            [.. input.Entries.Select(entry => new EntryJson(entry.Name, entry.Command, entry.Line))],
            JsonOutput.Of(input.Diagnostics)));
        return input.HasErrors ? ExitCodes.Fault : ExitCodes.Fine;
    }
}
