using System.ComponentModel;

namespace Procfile.Core.Launching.Native;

/// <summary>
/// The pumps of a launcher, one for each lane: made for the lane's first process and ended some time after its last, so that the next
/// start of a lone process finds its pump running.
/// </summary>
internal sealed class OutputPumps
{
    private static readonly object CommonLane = new();

    private readonly Lock _changing = new();
    private readonly Dictionary<object, OutputPump> _pumps = new(ReferenceEqualityComparer.Instance);
    private bool _stopped;

    /// <summary>How many there are, those included that have nothing to do just now.</summary>
    internal int Count
    {
        get
        {
            lock (_changing)
                return _pumps.Count;
        }
    }

    /// <summary>Counts a process in that is about to start.</summary>
    /// <returns>0, or the error number.</returns>
    internal int TryEnter(object? lane, out OutputPump? pump)
    {
        lane ??= CommonLane;
        lock (_changing)
        {
            try
            {
                if (!_pumps.TryGetValue(lane, out pump))
                    _pumps[lane] = pump = new OutputPump(this, lane);
            }
            catch (Win32Exception exception)
            {
                pump = null;
                return exception.NativeErrorCode;
            }

            pump.Processes++;
            return 0;
        }
    }

    /// <summary>Counts a process out, of which nothing more is to be read or reported.</summary>
    internal void Leave(OutputPump pump)
    {
        lock (_changing)
        {
            if (--pump.Processes == 0)
                pump.Wake();
        }
    }

    /// <summary>Asks for the end of a pump that has had nothing to do for a while.</summary>
    /// <returns>Whether it must end: nobody has come in the meantime.</returns>
    internal bool TryRetire(OutputPump pump, bool waitedLongEnough)
    {
        lock (_changing)
        {
            if (pump.Processes > 0 || !(waitedLongEnough || _stopped))
                return false;
            _pumps.Remove(pump.Lane);
            return true;
        }
    }

    /// <summary>Ends each pump as soon as its last process has been counted out.</summary>
    internal void Stop()
    {
        lock (_changing)
        {
            _stopped = true;
            foreach (OutputPump pump in _pumps.Values)
                pump.Wake();
        }
    }
}
