using System.Runtime.InteropServices;
using Procfile.Core.Launching.Usage;

namespace Procfile.Core.Launching;

/// <summary>
/// Measures what processes use at the moment, whenever somebody asks. On Linux of a process and all it has started: its session, and
/// what has left that for a session of its own. Elsewhere of the process alone.
/// </summary>
/// <remarks>
/// Keep one for all who ask: processor time is the difference between two samples. A process that is asked about for the first time is
/// given the average since its start, and one that was measured less than half a second ago the same answer again. Safe for use by
/// several threads.
/// </remarks>
public sealed class UsageSampler
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500), Forgotten = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly IUsageReader _reader;
    private readonly TimeProvider _time;
    private readonly Dictionary<int, SampledProcess> _processes = [];
    private readonly List<int> _asked = [];
    private UsageReading?[] _readings = [];

    /// <summary>Makes a sampler; it costs nothing until it is asked.</summary>
    public UsageSampler()
        : this(UsageReader.Create(), TimeProvider.System)
    {
    }

    internal UsageSampler(IUsageReader reader, TimeProvider time) => (_reader, _time) = (reader, time);

    /// <summary>Measures processes, or gives the earlier answer where that is younger than half a second. Never throws for a process.</summary>
    /// <param name="processIds">The processes, by their process ids.</param>
    /// <returns>An answer for each id; of a process that there is not, nothing is known.</returns>
    public IReadOnlyDictionary<int, UsageSample> Sample(IEnumerable<int> processIds)
    {
        ArgumentNullException.ThrowIfNull(processIds);
        lock (_gate)
        {
            _asked.Clear();
            _asked.AddRange(processIds);
            long now = _time.GetTimestamp();
            if (_asked.Exists(id => IsDue(id, now)))
                Measure(now);
            var answers = new Dictionary<int, UsageSample>(_asked.Count);
            foreach (int id in _asked)
                answers[id] = _processes.TryGetValue(id, out SampledProcess? process) ? process.Answer : default;
            return answers;
        }
    }

    private bool IsDue(int id, long now) =>
        !_processes.TryGetValue(id, out SampledProcess? process) || _time.GetElapsedTime(process.Since, now) >= Shortest;

    private void Measure(long now)
    {
        if (_readings.Length < _asked.Count)
            _readings = new UsageReading?[_asked.Count * 2];
        Span<UsageReading?> readings = _readings.AsSpan(0, _asked.Count);
        readings.Clear();
        _reader.Read(CollectionsMarshal.AsSpan(_asked), readings);
        for (int i = 0; i < readings.Length; i++)
        {
            if (!IsDue(_asked[i], now))
                continue;
            if (!_processes.TryGetValue(_asked[i], out SampledProcess? process))
                _processes.Add(_asked[i], process = new SampledProcess());
            process.Note(readings[i], now, _time.GetElapsedTime(process.Since, now));
        }

        foreach ((int id, SampledProcess process) in _processes)
        {
            if (_time.GetElapsedTime(process.Since, now) > Forgotten)
                _processes.Remove(id);
        }
    }
}
