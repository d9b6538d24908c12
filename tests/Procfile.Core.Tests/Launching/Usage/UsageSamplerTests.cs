using Procfile.Core.Launching;

namespace Procfile.Core.Tests.Launching.Usage;

/// <summary>What a sampler makes of what it reads.</summary>
public sealed class UsageSamplerTests
{
    private readonly FakeReader _reader = new();

    [Fact]
    public void The_first_answer_is_the_average_since_the_start_and_each_after_it_the_time_between()
    {
        _reader.Set(7, age: 10, processor: 5, bytes: 4096);
        Assert.Equal(new UsageSample(50, 4096), _reader.Sample(7));
        _reader.Time.Advance(TimeSpan.FromSeconds(2));
        _reader.Set(7, age: 12, processor: 9, bytes: 8192);
        Assert.Equal(new UsageSample(200, 8192), _reader.Sample(7));
    }

    [Fact]
    public void Many_who_ask_share_one_reading()
    {
        _reader.Set(7, age: 10, processor: 5);
        UsageSample first = _reader.Sample(7);
        _reader.Set(7, age: 10.4, processor: 5.4);
        _reader.Time.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal(first, _reader.Sample(7));
        Assert.Equal(1, _reader.Readings);
        _reader.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotEqual(first, _reader.Sample(7));
        Assert.Equal(2, _reader.Readings);
    }

    [Fact]
    public void One_that_is_new_does_not_shorten_the_time_of_the_others()
    {
        _reader.Set(7, age: 10, processor: 5);
        UsageSample first = _reader.Sample(7);
        _reader.Time.Advance(TimeSpan.FromMilliseconds(10));
        _reader.Set(7, age: 10.01, processor: 5.01);
        _reader.Set(8, age: 1, processor: 1);
        IReadOnlyDictionary<int, UsageSample> both = _reader.Sampler.Sample([7, 8]);
        Assert.Equal(first, both[7]);
        Assert.Equal(100, both[8].CpuPercent);
        Assert.Equal(both, _reader.Sampler.Sample([7, 8]));
        Assert.Equal(2, _reader.Readings);
    }

    [Fact]
    public void A_number_that_another_process_has_by_now_begins_anew()
    {
        _reader.Set(7, age: 1000, processor: 500, start: 1);
        _reader.Sample(7);
        _reader.Time.Advance(TimeSpan.FromSeconds(10));
        _reader.Set(7, age: 2, processor: 1, start: 2);
        Assert.Equal(50, _reader.Sample(7).CpuPercent);
    }

    [Fact]
    public void What_is_lost_with_a_process_that_nobody_waited_for_does_not_count_below_nothing()
    {
        _reader.Set(7, age: 10, processor: 5);
        _reader.Sample(7);
        _reader.Time.Advance(TimeSpan.FromSeconds(1));
        _reader.Set(7, age: 11, processor: 1);
        Assert.Equal(0, _reader.Sample(7).CpuPercent);
    }

    [Fact]
    public void Of_one_that_has_ended_nothing_is_known_and_that_too_is_asked_once()
    {
        _reader.Set(7, age: 10, processor: 5);
        _reader.Sample(7);
        _reader.End(7);
        _reader.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(default, _reader.Sample(7));
        Assert.Equal(default, _reader.Sample(7));
        Assert.Equal(2, _reader.Readings);
    }

    [Fact]
    public void Of_one_that_has_just_begun_the_processor_time_is_not_yet_known()
    {
        _reader.Set(7, age: 0.02, processor: 0.02, bytes: 4096);
        Assert.Equal(new UsageSample(null, 4096), _reader.Sample(7));
    }

    [Fact]
    public void Who_asks_for_nothing_or_for_the_same_twice_is_answered()
    {
        Assert.Empty(_reader.Sampler.Sample([]));
        Assert.Equal(0, _reader.Readings);
        _reader.Set(7, age: 10, processor: 5);
        Assert.Equal(50, Assert.Single(_reader.Sampler.Sample([7, 7])).Value.CpuPercent);
    }

    [Fact]
    public void Nothing_is_remembered_of_those_that_nobody_asks_about_any_more()
    {
        for (int id = 1; id <= 1000; id++)
        {
            _reader.Set(id, age: 10, processor: 5);
            _reader.Sample(id);
            _reader.Time.Advance(TimeSpan.FromSeconds(1));
        }

        // The next of the first is the first once more: an average.
        _reader.Set(1, age: 1000, processor: 100);
        Assert.Equal(10, _reader.Sample(1).CpuPercent);
    }
}
