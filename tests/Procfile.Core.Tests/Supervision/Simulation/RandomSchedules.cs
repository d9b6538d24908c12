using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>
/// Every interleaving ends in the asked-for state (F41). The variable PROCFILE_TEST_SCHEDULES sets how many schedules are tried, and
/// PROCFILE_TEST_SEED where they begin: a failing schedule names its seed, and the shortest way to its failure.
/// </summary>
public sealed class RandomSchedules(ITestOutputHelper output)
{
    [Fact]
    public void Every_schedule_keeps_the_invariants_and_comes_to_the_asked_for_state()
    {
        int count = Number("PROCFILE_TEST_SCHEDULES", 4_000);
        int first = Number("PROCFILE_TEST_SEED", 1);
        long steps = 0, turns = 0;
        int failing = int.MaxValue;
        var clock = Stopwatch.StartNew();
        Parallel.For(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, (seed, all) =>
        {
            Schedule schedule = Schedule.Random(seed);
            try
            {
                Interlocked.Add(ref turns, schedule.Play());
                Interlocked.Add(ref steps, schedule.Steps.Length);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Interlocked.CompareExchange(ref failing, seed, int.MaxValue);
                all.Stop();
            }
        });
        if (failing != int.MaxValue)
            Assert.Fail(Shrinking.Describe(failing, Schedule.Random(failing)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} schedules, {steps} steps, {turns} turns in {clock.Elapsed}"));
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
