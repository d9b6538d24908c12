using System.CommandLine;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Launching;
using Procfile.Tool.Completing;
using Procfile.Tool.Control;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile signal SIGNAL</c>: sends a signal to processes and all they have started.</summary>
internal static class SignalCommand
{
    private static readonly Argument<string> Signal = new("SIGNAL")
    {
        Description = "Its name or number: HUP, SIGUSR1, 10.",
        Validators = { SharedOptions.RefuseOptions },
        CompletionSources = { OtherCompletions.Signals },
    };

    internal static Command Create()
    {
        Command command = ControlOptions.Create("signal", "Sends a signal to processes and all they have started; without a name to all.", Signal, ControlOptions.Names);
        command.SetAction(parsed =>
        {
            if (!ProcessSignal.TryParse(parsed.GetValue(Signal), out ProcessSignal signal))
                return Complaints.Usage(Suggestions.NoSuch("signal", parsed.GetValue(Signal)!, OtherCompletions.CommonSignals));
            IReadOnlyList<string> names = NameCheck.OrAll(parsed.GetValue(ControlOptions.Names));
            var operation = new ControlOperation("signal", new RequestJson { Names = names, Signal = signal.Name })
            {
                Concerns = process => NameCheck.Matches(names, process),
                FindWrongName = snapshot => NameCheck.FindUnknown(names, snapshot),
                Report = result => PrintSent(signal, result),
            };
            return ControlSession.Use(parsed, operation.RunAsync);
        });
        return command;
    }

    private static int PrintSent(ProcessSignal signal, ResultJson result)
    {
        string[] reached = [.. result.Processes.Where(process => process.Pid is not null).Select(process => TerminalText.Clean(process.Name))];
        if (reached.Length == 0)
            return Complaints.Fault("nobody got the signal: none of them runs");
        Console.Out.WriteLine($"{signal} sent to {(reached.Length <= 12 ? string.Join(", ", reached) : Figures.Count(reached.Length, "process", "processes"))}");
        return ExitCodes.Fine;
    }
}
