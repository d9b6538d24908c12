using System.Runtime.InteropServices;
using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;

// console [TYPE]: runs the Procfile beside it; + and - scale a type, q or Ctrl+C stops.
string type = args.FirstOrDefault() ?? "worker";
var files = new PlanFiles(AppContext.BaseDirectory)
{
    Options = () => new SupervisorOptions { Output = new PrefixedOutputSink(Console.OpenStandardOutput()) },
};
PlanReading reading = files.Read();
foreach (string problem in reading.Problems)
    Console.Error.WriteLine(problem);
if (!reading.IsPlan || reading.Plan.Types.All(known => known.Name != type))
    return 1;

await using var supervisor = new ProcessSupervisor(reading.Plan);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
await supervisor.StartAsync();
_ = Task.Run(FollowKeys);
return await supervisor.Ended;

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    _ = supervisor.StopAsync();
}

async Task FollowKeys()
{
    while (ReadKey() is var key and not ('q' or null))
    {
        if (key is '+' or '-')
            await supervisor.ScaleAsync(type, ScaleChange.By(key == '+' ? 1 : -1));
        Console.WriteLine(string.Join(", ", supervisor.GetSnapshot().Processes.Select(process => $"{process.Name} is {process.State}")));
    }

    await supervisor.StopAsync();
}

// Null at the end of an input that is no keyboard.
static char? ReadKey() =>
    !Console.IsInputRedirected ? Console.ReadKey(intercept: true).KeyChar : Console.Read() is >= 0 and var key ? (char)key : null;
