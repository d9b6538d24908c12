namespace Procfile.Core.Tests.Launching.Usage;

/// <summary>Whose a process is.</summary>
public sealed class SessionReaderTests
{
    // 10 supervises 20 and 30, each in a session of its own.
    private readonly FakeTable _table = new FakeTable().Add(1, 0, 1).Add(2, 0, 0).Add(10, 1, 10).Add(20, 10, 20).Add(30, 10, 30);

    [Fact]
    public void What_a_process_has_started_counts_as_its_own()
    {
        _table.Add(21, 20, 20).Add(22, 21, 20).Add(31, 30, 30);
        Assert.Equal([3, 2], _table.Count(20, 30));
    }

    [Fact]
    public void Whose_parent_has_ended_is_still_known_by_the_session()
    {
        _table.Add(22, 1, 20);
        Assert.Equal([2, 1], _table.Count(20, 30));
    }

    [Fact]
    public void Who_has_gone_into_a_session_of_his_own_is_known_by_the_leaders_parent()
    {
        _table.Add(21, 20, 20).Add(40, 21, 40).Add(41, 40, 40).Add(42, 1, 40).Add(50, 41, 50);
        Assert.Equal([6, 1], _table.Count(20, 30));
    }

    [Fact]
    public void Leaders_may_have_higher_numbers_than_those_who_follow()
    {
        // Numbers have gone round: whoever is asked for on the road to another is counted once all the same.
        _table.Add(5, 900, 800).Add(800, 20, 800).Add(900, 800, 800);
        Assert.Equal([4, 1], _table.Count(20, 30));
    }

    [Fact]
    public void Strangers_are_hardly_read()
    {
        _table.Add(100, 1, 100);
        for (int id = 101; id < 1000; id++)
            _table.Add(id, 100, 100);
        Assert.Equal([1, 1], _table.Count(20, 30));
        Assert.True(_table.Read.Count < 10, string.Join(", ", _table.Read));
    }

    [Fact]
    public void Without_a_session_of_its_own_its_children_are_known_by_their_parents()
    {
        // 60 and 70 stayed in the session of 10, their supervisor.
        _table.Add(60, 10, 10).Add(70, 10, 10).Add(61, 60, 10).Add(62, 61, 62).Add(71, 70, 10).Add(80, 10, 10);
        Assert.Equal([3, 2], _table.Count(60, 70));
    }

    [Fact]
    public void One_within_another_counts_for_itself()
    {
        _table.Add(40, 20, 40).Add(41, 40, 40);
        Assert.Equal([1, 2], _table.Count(20, 40));
        Assert.Equal([3], _table.Count(20));
    }

    [Fact]
    public void Numbers_that_lead_in_a_circle_are_nobodys()
    {
        _table.Add(40, 41, 40).Add(41, 40, 41).Add(42, 42, 42);
        Assert.Equal([1], _table.Count(20));
    }

    [Fact]
    public void Who_ends_midway_is_passed_over()
    {
        _table.Add(21, 20, 20).Add(31, 30, 30);
        _table.Hide(21);
        _table.Hide(30);
        Assert.Equal([1, null], _table.Count(20, 30));
    }

    [Fact]
    public void What_there_is_not_is_not_found()
    {
        Assert.Equal([null, null, null], _table.Count(0, -5, 4711));
        Assert.Equal([1, 1], _table.Count(20, 20));
    }

    [Fact]
    public void Without_descriptors_nothing_is_known()
    {
        _table.IsWithoutDescriptors = true;
        Assert.Equal([null, null], _table.Count(20, 30));
    }
}
