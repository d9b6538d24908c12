using System.CommandLine;
using System.Globalization;
using Procfile.Core.Dashboard.Contract;
using Procfile.Core.Supervision;
using Procfile.Tool.Control;
using Procfile.Tool.Input;
using Procfile.Tool.Reports;

namespace Procfile.Tool.Commands;

/// <summary><c>procfile stop</c>: ends processes, or everything and with it the <c>start</c>.</summary>
internal static class StopCommand
{
    private static readonly Option<double?> Within = new("--within")
    {
        Description = "Kills what is left after so many seconds; 0 at once. Default: as long as the stop sequence takes.",
        HelpName = "SECONDS",
        CustomParser = result => double.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= TimeSpan.MaxValue.TotalSeconds / 2
                ? seconds
                : OptionValues.Wrong<double?>(result, $"--within is a number of seconds, not \"{result.Tokens[0].Value}\""),
    };

    internal static Command Create()
    {
        Command command = ControlOptions.Create("stop", "Stops processes and waits until they are gone; without a name all, and start ends.", ControlOptions.Names, Within);
        command.SetAction(parsed =>
        {
            IReadOnlyList<string> names = NameCheck.OrAll(parsed.GetValue(ControlOptions.Names));
            var operation = new ControlOperation("stop", new RequestJson { Names = names, WithinSeconds = parsed.ValueOf(Within) })
            {
                Concerns = process => NameCheck.Matches(names, process),
                FindWrongName = snapshot => NameCheck.FindUnknown(names, snapshot),
                Removed = "stopped",
                MayEndAll = true,
                Report = PrintStopped,
            };
            return ControlSession.Use(parsed, operation.RunAsync);
        });
        return command;
    }

    /// <summary>Whoever has been stopped is as asked, however it ended; who cannot be killed is not.</summary>
    private static int PrintStopped(ResultJson result)
    {
        OperationReport.Print(result, "stopped");
        return result.Processes.Any(process => process.State == ProcessState.Stuck) ? ExitCodes.Fault : ExitCodes.Fine;
    }
}
