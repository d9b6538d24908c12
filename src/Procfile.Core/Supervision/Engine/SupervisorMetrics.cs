using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Procfile.Core.Launching;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Measures what happens. Whoever listens runs on the supervisor's thread and may throw: a measurement that cannot be taken is not worth
/// a process.
/// </summary>
internal sealed class SupervisorMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly bool _ownsMeter;
    private readonly ILogger _log;
    private Func<SupervisorSnapshot?>? _snapshot;
    private readonly Counter<long> _starts, _exits, _launchFailures, _restarts, _crashLoops, _givenUp, _stuck, _leftovers;
    private readonly Histogram<double> _readyDuration, _stopDuration;

    internal SupervisorMetrics(IMeterFactory? factory, Func<SupervisorSnapshot?> snapshot, ILogger log)
    {
        _log = log;
        _snapshot = snapshot;
        _ownsMeter = factory is null;
        _meter = factory?.Create(SupervisorMeter.Name) ?? new Meter(SupervisorMeter.Name);
        _starts = Counter(SupervisorMeter.Starts, "{process}", "Processes started.");
        _exits = Counter(SupervisorMeter.Exits, "{process}", "Processes ended.");
        _launchFailures = Counter(SupervisorMeter.LaunchFailures, "{start}", "Starts that did not happen.");
        _restarts = Counter(SupervisorMeter.Restarts, "{restart}", "Restarts that the restart policy decided on.");
        _crashLoops = Counter(SupervisorMeter.CrashLoops, "{loop}", "Crash loops begun.");
        _givenUp = Counter(SupervisorMeter.GivenUp, "{process}", "Processes given up.");
        _stuck = Counter(SupervisorMeter.Stuck, "{process}", "Processes that KILL did not end.");
        _leftovers = Counter(SupervisorMeter.Leftovers, "{process}", "Processes that an ended one had left behind.");
        _readyDuration = _meter.CreateHistogram<double>(SupervisorMeter.ReadyDuration, "s", "From the start of a process until it was ready.");
        _stopDuration = _meter.CreateHistogram<double>(SupervisorMeter.StopDuration, "s", "From the first signal of a stop until nothing was left.");
        _meter.CreateObservableUpDownCounter(SupervisorMeter.Processes, () => CountByState(_snapshot?.Invoke()), "{process}", "Processes by type and state.");
        _meter.CreateObservableUpDownCounter(SupervisorMeter.Wished, () => CountWished(_snapshot?.Invoke()), "{process}", "How many processes are wished.");
    }

    internal void Started(string type) => Add(_starts, 1, type);

    internal void Exited(string type, ProcessExit exit)
    {
        if (_exits.Enabled)
            Add(_exits, 1, type, SupervisorMeter.ExitTag, exit.ToString());
    }

    internal void LaunchFailed(string type, LaunchFailureKind kind)
    {
        if (_launchFailures.Enabled)
            Add(_launchFailures, 1, type, SupervisorMeter.ErrorTag, kind.ToString());
    }

    internal void Restarted(string type) => Add(_restarts, 1, type);

    internal void CrashLooped(string type) => Add(_crashLoops, 1, type);

    internal void GaveUp(string type) => Add(_givenUp, 1, type);

    internal void StuckIn(string type) => Add(_stuck, 1, type);

    internal void FoundLeftovers(string type, int count) => Add(_leftovers, count, type);

    internal void BecameReady(string type, TimeSpan duration) => Record(_readyDuration, duration, type);

    internal void Stopped(string type, TimeSpan duration) => Record(_stopDuration, duration, type);

    // A factory's meter is the factory's: it lives on, and must not keep what it has measured alive.
    public void Dispose()
    {
        _snapshot = null;
        if (_ownsMeter)
            _meter.Dispose();
    }

    private static IEnumerable<Measurement<int>> CountByState(SupervisorSnapshot? snapshot) =>
        from process in snapshot?.Processes ?? []
        group process by (process.Type, process.State) into same
        select new Measurement<int>(
            same.Count(),
            new(SupervisorMeter.TypeTag, same.Key.Type),
            new(SupervisorMeter.StateTag, same.Key.State.ToString().ToLowerInvariant()));

    private static IEnumerable<Measurement<int>> CountWished(SupervisorSnapshot? snapshot) =>
        (snapshot?.Types ?? []).Select(type => new Measurement<int>(type.Count, new KeyValuePair<string, object?>(SupervisorMeter.TypeTag, type.Name)));

    private Counter<long> Counter(string name, string unit, string description) => _meter.CreateCounter<long>(name, unit, description);

#pragma warning disable CA1031 // Listeners of the host may throw anything.
    private void Add(Counter<long> counter, long count, string type, string? tag = null, string? value = null)
    {
        if (!counter.Enabled)
            return;
        var tags = new TagList { { SupervisorMeter.TypeTag, type } };
        if (tag is not null)
            tags.Add(tag, value);
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception exception)
        {
            SupervisorLog.ListenerFailed(_log, exception);
        }
    }

    private void Record(Histogram<double> histogram, TimeSpan duration, string type)
    {
        try
        {
            histogram.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(SupervisorMeter.TypeTag, type));
        }
        catch (Exception exception)
        {
            SupervisorLog.ListenerFailed(_log, exception);
        }
    }
#pragma warning restore CA1031
}
