using System.CommandLine;
using Procfile.Tool.Commands;

namespace Procfile.Tool.Helping;

/// <summary>The commands in the order in which somebody needs them.</summary>
internal static class CommandGroups
{
    internal static IReadOnlyList<(string Title, IReadOnlyList<Command> Commands)> Create() =>
    [
        ("Run", [StartCommand.Create(), RunCommand.Create()]),
        ("See what runs from a start", [PsCommand.Create(), LogsCommand.Create(), EventsCommand.Create()]),
        ("Change what runs", [ScaleCommand.Create(), RestartCommand.Create(), StopCommand.Create(), SignalCommand.Create(), PauseCommand.CreatePause(), PauseCommand.CreateResume()]),
        ("Read and edit a Procfile", [CheckCommand.Create(), ListCommand.Create(), ShowCommand.Create(), ExpandCommand.Create(), EnvCommand.Create(), SetCommand.Create(), DeleteCommand.Create()]),
        ("Elsewhere", [ExportCommand.Create(), CompletionCommand.Create()]),
    ];
}
