using Microsoft.Extensions.Time.Testing;
using Procfile.Core.Launching;
using Procfile.Core.Launching.Usage;

namespace Procfile.Core.Tests.Launching.Usage;

/// <summary>Processes that have used what the test says, and a sampler that reads of them.</summary>
internal sealed class FakeReader : IUsageReader
{
    private readonly Dictionary<int, UsageReading> _processes = [];

    internal FakeReader() => Sampler = new UsageSampler(this, Time);

    internal UsageSampler Sampler { get; }

    internal FakeTimeProvider Time { get; } = new();

    /// <summary>How often somebody has read.</summary>
    internal int Readings { get; private set; }

    internal void Set(int id, double age, double processor, long bytes = 0, long start = 1) =>
        _processes[id] = new UsageReading(start, TimeSpan.FromSeconds(age), TimeSpan.FromSeconds(processor), bytes);

    internal void End(int id) => _processes.Remove(id);

    internal UsageSample Sample(int id) => Sampler.Sample([id])[id];

    public void Read(ReadOnlySpan<int> ids, Span<UsageReading?> readings)
    {
        Readings++;
        for (int i = 0; i < ids.Length; i++)
        {
            if (_processes.TryGetValue(ids[i], out UsageReading reading))
                readings[i] = reading;
        }
    }
}
