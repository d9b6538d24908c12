using Procfile.Core.Commands;
using Procfile.Core.Supervision;

namespace Procfile.Core.Tests.Supervision.Faults;

/// <summary>
/// F65: nowhere to keep integers. F64, hosts that are killed, is <see cref="UniqueIntsAcrossSupervisors"/>.
/// </summary>
public sealed class Integers
{
    [Fact(Timeout = 60_000)]
    public async Task Without_a_place_for_integers_only_those_that_need_one_wait_and_they_start_when_there_is_one()
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("procfile-test-");
        string registry = Path.Combine(root.FullName, "integers");
        // A file where the directory should be.
        await File.WriteAllTextAsync(registry, "");
        await using (var fixture = new SupervisorFixture("worker: sleep 10{{UNIQUE_INT}}\nweb: sleep 100\n", options =>
        {
            options.UniqueInts = new UniqueIntRegistry { Directory = registry };
            options.RestartPolicy = RestartPolicy.Always with { Backoff = new Backoff { Initial = TimeSpan.FromMilliseconds(20), Factor = 1 } };
        }))
        {
            await fixture.Supervisor.StartAsync();
            ProcessSnapshot waiting = (await fixture.UntilAsync(snapshot => snapshot["worker.1"]!.State == ProcessState.Backoff))["worker.1"]!;
            Assert.Contains(registry, waiting.Problem, StringComparison.Ordinal);
            Assert.Equal(ProcessState.Running, fixture["web.1"].State);
            File.Delete(registry);
            await fixture.UntilAsync(snapshot => snapshot["worker.1"] is { State: ProcessState.Running, UniqueInt: 1 });
        }

        root.Delete(recursive: true);
    }
}
