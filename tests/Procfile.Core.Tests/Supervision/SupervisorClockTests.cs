using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision;

/// <summary>A host that stands still for a time (fault F25).</summary>
public sealed class SupervisorClockTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_wait_that_ends_when_it_should_counts()
    {
        var clock = new SupervisorClock(_time);
        Wait(clock, due: 10, really: 10);
        Assert.Equal(TimeSpan.FromSeconds(10), clock.Now);
    }

    [Fact]
    public void A_wait_of_a_busy_host_counts()
    {
        var clock = new SupervisorClock(_time);
        Wait(clock, due: 10, really: 14);
        Assert.Equal(TimeSpan.FromSeconds(14), clock.Now);
    }

    [Fact]
    public void A_wait_in_which_the_host_stood_still_is_waited_once_more()
    {
        var clock = new SupervisorClock(_time);
        Wait(clock, due: 3, really: 3);
        Wait(clock, due: 13, really: 60);
        Assert.Equal(TimeSpan.FromSeconds(3), clock.Now);
        Wait(clock, due: 13, really: 10);
        Assert.Equal(TimeSpan.FromSeconds(13), clock.Now);
    }

    [Fact]
    public void A_wait_for_nothing_in_particular_counts()
    {
        var clock = new SupervisorClock(_time);
        Wait(clock, due: null, really: 3600);
        Assert.Equal(TimeSpan.FromHours(1), clock.Now);
    }

    [Fact]
    public void A_deadline_that_had_passed_before_is_not_taken_for_a_pause()
    {
        var clock = new SupervisorClock(_time);
        Wait(clock, due: null, really: 100);
        Wait(clock, due: 10, really: 1);
        Assert.Equal(TimeSpan.FromSeconds(101), clock.Now);
    }

    private void Wait(SupervisorClock clock, int? due, int really)
    {
        TimeSpan began = clock.Now;
        _time.Advance(TimeSpan.FromSeconds(really));
        clock.NoteWait(began, due is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }
}
