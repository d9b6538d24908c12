using System.CommandLine;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Control;
using Procfile.Tool.Input;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile restart</c>: new processes in place of those that run.</summary>
internal static class RestartCommand
{
    private static readonly Option<RestartMode?> Mode = OptionValues.OneOf<RestartMode?>(
        "--mode",
        "rolling: a new one is ready before the old one stops; one-by-one: the next after the one before is ready; stop-then-start: all at once; signal: the process restarts itself. Default: the type's own way.",
        ("rolling", RestartMode.Rolling),
        ("stop-then-start", RestartMode.StopThenStart),
        ("one-by-one", RestartMode.OneByOne),
        ("signal", RestartMode.Signal));

    internal static Command Create()
    {
        Command command = ControlOptions.Create("restart", "Restarts processes; waits until the new ones are ready.", ControlOptions.Names, Mode);
        command.SetAction(parsed =>
        {
            IReadOnlyList<string> names = NameCheck.OrAll(parsed.GetValue(ControlOptions.Names));
            var operation = new ControlOperation("restart", new RequestJson { Names = names, Mode = parsed.ValueOf(Mode) })
            {
                Concerns = process => NameCheck.Matches(names, process),
                FindWrongName = snapshot => NameCheck.FindUnknown(names, snapshot),
                Replaces = true,
            };
            return ControlSession.Use(parsed, operation.RunAsync);
        });
        return command;
    }
}
