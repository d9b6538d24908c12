using System.Text;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>Leaves steps out of a schedule that fails, for as long as it still does.</summary>
internal static class Shrinking
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Tells of a schedule that fails: what is wrong, and the shortest way there that was found.</summary>
    internal static string Describe(int seed, Schedule schedule)
    {
        Schedule shortest = Shrink(schedule);
        var log = new StringBuilder();
        string? broken = Failure(shortest, log);
        return $"Schedule {seed} ({schedule.Setting}): {broken}\n{shortest.Steps.Length} of its {schedule.Steps.Length} steps do:\n{log}";
    }

    private static Schedule Shrink(Schedule schedule)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Step[] steps = schedule.Steps;
        for (int size = Math.Max(1, steps.Length / 2); ; size /= 2)
        {
            bool shorter = false;
            for (int at = 0; at < steps.Length && clock.Elapsed < Limit; at += shorter ? 0 : size)
            {
                Step[] fewer = [.. steps[..at], .. steps[Math.Min(steps.Length, at + size)..]];
                shorter = Failure(schedule with { Steps = fewer }) is not null;
                if (shorter)
                    steps = fewer;
            }

            if (size <= 1)
                return schedule with { Steps = steps };
        }
    }

    private static string? Failure(Schedule schedule, StringBuilder? log = null)
    {
        try
        {
            schedule.Play(log);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception is BrokenInvariantException ? exception.Message : exception.ToString();
        }
    }
}
