using Procfile.Core.Launching.Native;

namespace Procfile.Core.Launching.Usage;

/// <summary>
/// Reads what processes and all they have started use, in one pass over the machine's processes. Whose a process is, its session says,
/// which also those keep whose parents have ended, and which costs little to ask for: hardly a stranger has to be read. A session that
/// is nobody's belongs to whom the parent of its leader does.
/// </summary>
internal sealed class SessionReader(IProcessTable table) : IUsageReader
{
    private const int Nobody = -1;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1) / Math.Max(1, Libc.Configured(Libc.TicksPerSecond));

    private readonly Dictionary<int, int> _places = [];
    private readonly Dictionary<int, int> _owners = [];
    private readonly HashSet<int> _sharedSessions = [];
    private readonly List<int> _road = [];
    private ProcessUse[] _uses = [];

    public void Read(ReadOnlySpan<int> ids, Span<UsageReading?> readings)
    {
        try
        {
            if (_uses.Length < ids.Length)
                _uses = new ProcessUse[ids.Length * 2];
            ReadAsked(ids);
            ReadStarted();
            TimeSpan uptime = table.Uptime;
            for (int i = 0; i < ids.Length; i++)
            {
                if (_places.TryGetValue(ids[i], out int place))
                    readings[i] = Reading(_uses[place], uptime);
            }
        }
        catch (IOException)
        {
            readings.Clear();
        }
    }

    private static UsageReading Reading(ProcessUse use, TimeSpan uptime) =>
        new(use.Start, uptime - (use.Start * Tick), use.Ticks * Tick, use.Pages * Environment.SystemPageSize);

    private void ReadAsked(ReadOnlySpan<int> ids)
    {
        _places.Clear();
        _sharedSessions.Clear();
        for (int i = 0; i < ids.Length; i++)
        {
            if (ids[i] <= 0 || _places.ContainsKey(ids[i]) || !table.TryRead(ids[i], out _uses[i]) || _uses[i].HasEnded)
                continue;
            _places.Add(ids[i], i);
            // Without a session of its own it is among strangers, and only parents tell them apart.
            if (_uses[i].Session != ids[i])
                _sharedSessions.Add(_uses[i].Session);
        }
    }

    private void ReadStarted()
    {
        _owners.Clear();
        _owners.Add(0, Nobody);
        foreach (int id in table.Ids())
        {
            if (!_places.ContainsKey(id) && OwnerOf(id) is var owner and not Nobody && table.TryRead(id, out ProcessUse use))
                _uses[owner] = _uses[owner] with { Ticks = _uses[owner].Ticks + use.Ticks, Pages = _uses[owner].Pages + use.Pages };
        }
    }

    /// <summary>Whose a process is: the place among those that were asked for.</summary>
    private int OwnerOf(int id)
    {
        _road.Clear();
        int owner;
        while (!_places.TryGetValue(id, out owner) && !_owners.TryGetValue(id, out owner))
        {
            // The road leads in a circle where a number is given to another meanwhile.
            _owners.Add(id, Nobody);
            _road.Add(id);
            id = NextToAsk(id);
        }

        foreach (int passed in _road)
            _owners[passed] = owner;
        return owner;
    }

    /// <summary>The leader of the session, or the parent where the session does not say it; 0 when there is none.</summary>
    private int NextToAsk(int id)
    {
        int session = table.SessionOf(id);
        if (session <= 0)
            return 0;
        bool sessionSays = session != id && !_sharedSessions.Contains(session);
        return sessionSays ? session : table.TryRead(id, out ProcessUse use) ? use.Parent : 0;
    }
}
