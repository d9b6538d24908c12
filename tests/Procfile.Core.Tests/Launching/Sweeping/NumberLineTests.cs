using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Launching.Native.Sweeping;

namespace Procfile.Core.Tests.Launching.Sweeping;

public sealed class NumberLineTests
{
    [Fact(Timeout = 120_000)]
    public async Task A_process_that_is_started_between_two_marks_has_its_number_between_theirs()
    {
        var numbers = new NumberLine(TimeProvider.System);
        int followed = 0;
        // On a busy machine the second mark may come too late to tell.
        while (followed < 20)
        {
            NumberMark before = numbers.Note();
            using Process process = Process.Start("/bin/true");
            NumberMark after = numbers.Note();
            await process.WaitForExitAsync();
            if (!before.IsFollowedBy(after))
                continue;
            followed++;
            Assert.InRange(process.Id, before.Last + 1, after.Last);
        }
    }

    [Fact]
    public void After_a_time_in_which_the_numbers_could_have_gone_round_nothing_is_followed()
    {
        var time = new FakeTimeProvider();
        var numbers = new NumberLine(time);
        NumberMark before = numbers.Note();
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(before.IsFollowedBy(numbers.Note()));
    }

    [Fact]
    public void What_is_not_known_is_not_followed() => Assert.False(default(NumberMark).IsFollowedBy(default));
}
