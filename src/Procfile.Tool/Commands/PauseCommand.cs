using System.CommandLine;
using Procfile.Core.Dashboard.Contract;
using Procfile.Tool.Control;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile pause</c> and <c>procfile resume</c>: scales types to 0, and back to as many as there were.</summary>
internal static class PauseCommand
{
    internal static Command CreatePause() => Create("pause", "Stops all processes of a type and remembers how many there were; waits until they are gone.");

    internal static Command CreateResume() => Create("resume", "Starts as many processes of a paused type as there were; waits until they run.");

    private static Command Create(string name, string description)
    {
        Command command = ControlOptions.Create(name, description, ControlOptions.Types);
        command.SetAction(parsed =>
        {
            IReadOnlyList<string> types = NameCheck.OrAll(parsed.GetValue(ControlOptions.Types));
            var operation = new ControlOperation(name, new RequestJson { Names = types })
            {
                Concerns = process => NameCheck.Matches(types, process),
                FindWrongName = snapshot => NameCheck.FindUnknownType(types, snapshot),
                Removed = "paused",
            };
            return ControlSession.Use(parsed, operation.RunAsync);
        });
        return command;
    }
}
