using Procfile.Core.Launching;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;
using Seams;

string ready = Path.Combine(Path.GetTempPath(), $"ready-{Environment.ProcessId}");
ProcfileReading procfile = ProcfileDocument.Parse($"""
    web: echo "niceness $(nice)"; sleep 0.2; touch {ready}; sleep 100
    flaky: exit 1

    """).Reading;

var output = new ByteCounter();
await using var supervisor = new ProcessSupervisor(procfile, new SupervisorOptions
{
    Launcher = new Behind(ProcessLauncher.Create(), "nice", "-n", "5"),
    Output = output,
    Types =
    {
        ["web"] = new ProcessTypeOptions { Readiness = new FileProbe(ready) },
        ["flaky"] = new ProcessTypeOptions { RestartPolicy = new ThreeTries() },
    },
});

IAsyncEnumerable<SupervisorEvent> events = supervisor.WatchAsync();
await supervisor.StartAsync();
await foreach (SupervisorEvent happened in events)
{
    if (happened.Kind == SupervisorEventKind.GaveUp)
        break;
}

foreach (ProcessSnapshot process in supervisor.GetSnapshot().Processes)
    Console.WriteLine($"{process.Name} is {process.State} and {process.Health}: {process.Problem ?? "fine"}");
await supervisor.StopAsync();
Console.WriteLine($"{output.Bytes} bytes of output");
File.Delete(ready);
