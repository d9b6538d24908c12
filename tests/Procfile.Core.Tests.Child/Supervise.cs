using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Child;

/// <summary>A supervisor of its own, to be killed without warning.</summary>
internal static class Supervise
{
    internal static async Task<int> RunAsync(string directory, string count, string marker)
    {
        var supervisor = new ProcessSupervisor([new ProcessType("worker", $"sleep {marker}{{{{UNIQUE_INT}}}}", 0)], new SupervisorOptions
        {
            Formation = Formation.Parse($"worker={count}"),
            UniqueInts = new UniqueIntRegistry { Directory = directory },
        });
        await supervisor.StartAsync();
        Console.WriteLine("ready");
        return await supervisor.Ended;
    }
}
