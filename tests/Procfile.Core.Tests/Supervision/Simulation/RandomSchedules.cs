using System.Globalization;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>
/// Every interleaving ends in the asked-for state. The variable PROCFILE_TEST_SCHEDULES sets how many schedules are tried, and
/// PROCFILE_TEST_SEED where they begin: a failing schedule names its seed.
/// </summary>
public sealed class RandomSchedules
{
    [Fact]
    public void Every_schedule_keeps_the_invariants_and_comes_to_the_asked_for_state()
    {
        int count = Number("PROCFILE_TEST_SCHEDULES", 5_000);
        int first = Number("PROCFILE_TEST_SEED", 1);
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Schedule.Run);
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
