using Procfile.Core.Commands;
using Procfile.Core.Output;
using Procfile.Core.Supervision;
using Procfile.Core.Syntax;

string path = Path.Combine(AppContext.BaseDirectory, args.FirstOrDefault() ?? "../../../Procfile");
ProcfileReading procfile = ProcfileDocument.Parse(File.ReadAllBytes(path)).Reading;
foreach (Diagnostic diagnostic in procfile.Diagnostics)
    Console.Error.WriteLine($"Procfile:{diagnostic}");

await using var supervisor = new ProcessSupervisor(procfile, new SupervisorOptions
{
    Formation = Formation.Parse("web=1,worker=2"),
    Output = new PrefixedOutputSink(Console.OpenStandardOutput()),
    Types = { ["worker"] = new ProcessTypeOptions { StopSequence = StopSequence.Parse("quit, 5, term, 2, kill") } },
});

await supervisor.StartAsync();
await supervisor.ScaleAsync("worker", ScaleChange.By(+1));
await supervisor.PauseAsync("web");
await supervisor.ResumeAsync("web");
foreach (ProcessSnapshot process in supervisor.GetSnapshot().Processes)
    Console.WriteLine($"{process.Name} is {process.State}, pid {process.ProcessId}, port {process.Port}, integer {process.UniqueInt}");
await supervisor.StopAsync();
