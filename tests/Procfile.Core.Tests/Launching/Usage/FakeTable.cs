using Procfile.Core.Launching.Usage;

namespace Procfile.Core.Tests.Launching.Usage;

/// <summary>A machine's processes as the test says. Each has used a second and one page.</summary>
internal sealed class FakeTable : IProcessTable
{
    private readonly SortedDictionary<int, ProcessUse> _processes = [];
    private readonly HashSet<int> _hidden = [];

    public TimeSpan Uptime => TimeSpan.FromSeconds(1000);

    /// <summary>Those that were read, in order.</summary>
    internal List<int> Read { get; } = [];

    internal bool IsWithoutDescriptors { get; set; }

    internal FakeTable Add(int id, int parent, int session)
    {
        _processes[id] = new ProcessUse(HasEnded: false, parent, session, Start: 90_000, Ticks: 100, Pages: 1);
        return this;
    }

    /// <summary>It is listed and has ended before it is looked at.</summary>
    internal void Hide(int id) => _hidden.Add(id);

    /// <summary>How many processes are counted for each.</summary>
    internal int?[] Count(params int[] ids)
    {
        var readings = new UsageReading?[ids.Length];
        new SessionReader(this).Read(ids, readings);
        Assert.All(readings, reading => Assert.True(reading is null || reading.Value.Age == TimeSpan.FromSeconds(100)));
        Assert.All(readings, reading => Assert.Equal(reading?.Processor.TotalSeconds, reading?.ResidentBytes / Environment.SystemPageSize));
        return [.. readings.Select(reading => (int?)reading?.Processor.TotalSeconds)];
    }

    public ReadOnlySpan<int> Ids() =>
        IsWithoutDescriptors ? throw new IOException("No descriptor is left.") : _processes.Keys.ToArray();

    public int SessionOf(int id) => _processes.TryGetValue(id, out ProcessUse use) && !_hidden.Contains(id) ? use.Session : -1;

    public bool TryRead(int id, out ProcessUse use)
    {
        Read.Add(id);
        return _processes.TryGetValue(id, out use) && !_hidden.Contains(id);
    }
}
