using System.Globalization;

namespace Procfile.Core.Tests.Launching.Faults;

/// <summary>F20, where the numbers of processes go round between a process's start and its end.</summary>
public sealed class NumbersGoneRound
{
    private static readonly string[] OwnNumbers = ["unshare", "--pid", "--fork", "--mount-proc", "sh", "-c", "\"$@\"; exit", "sh"];

    [RootFact(Timeout = 300_000)]
    public async Task Left_overs_with_lower_numbers_than_their_leader_are_found()
    {
        const int tries = 20;
        using KilledHost host = KilledHost.Within(OwnNumbers, "number-round", tries.ToString(CultureInfo.InvariantCulture));
        string[] said = (await host.RestAsync(TimeSpan.FromMinutes(4))).TrimEnd().Split(' ');
        Assert.Equal(tries, int.Parse(said[0], CultureInfo.InvariantCulture));
        // Some of them came before the end of the numbers, others after it.
        Assert.InRange(int.Parse(said[1], CultureInfo.InvariantCulture), 1, tries - 1);
    }
}
