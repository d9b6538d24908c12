using System.Globalization;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>F30: a bystander gets the number of a process that has ended. The variable PROCFILE_TEST_REUSES says how often.</summary>
public sealed class NumbersOfTheDead
{
    private static readonly string[] OwnNumbers = ["unshare", "--pid", "--fork", "--mount-proc", "sh", "-c", "\"$@\"; exit", "sh"];

    [RootFact(Timeout = 3_600_000)]
    public Task A_bystander_with_the_number_of_a_process_that_is_gone_is_never_signalled() => Try("swept");

    [RootFact(Timeout = 3_600_000)]
    public Task Nor_is_one_that_comes_before_anybody_has_looked_for_what_was_left_behind() => Try("unswept");

    private static async Task Try(string when)
    {
        int tries = LaunchedProcesses.Number("PROCFILE_TEST_REUSES", 20);
        using KilledHost host = KilledHost.Within(OwnNumbers, "number-reuse", when, tries.ToString(CultureInfo.InvariantCulture));
        string[] said = (await host.RestAsync(TimeSpan.FromHours(1))).TrimEnd().Split(' ');
        // Before anybody has looked, the number is kept.
        if (when == "swept")
            Assert.InRange(int.Parse(said[0], CultureInfo.InvariantCulture), 1, tries);
        Assert.Equal("0", said[1]);
    }
}
