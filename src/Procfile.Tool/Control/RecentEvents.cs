namespace Procfile.Tool.Control;

/// <summary>
/// Keeps the last lines of those that come at once, which are of the past. Only some events are worth a line, so that more of them are
/// asked for than are shown.
/// </summary>
/// <param name="count">How many lines of the past are shown.</param>
/// <param name="show">Shows a line.</param>
internal sealed class RecentEvents(int count, Action<string> show)
{
    private readonly Queue<string> _kept = new();
    private bool _isPast = true;

    internal void Add(string line)
    {
        if (!_isPast)
        {
            show(line);
            return;
        }

        _kept.Enqueue(line);
        if (_kept.Count > count)
            _kept.Dequeue();
    }

    /// <summary>All of the past has come.</summary>
    internal void EndPast()
    {
        _isPast = false;
        while (_kept.TryDequeue(out string? line))
            show(line);
    }
}
