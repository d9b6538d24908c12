using Procfile.Core.Supervision;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Tests.Supervision.Simulation;

/// <summary>What a reader of the events knows. It has to be what the snapshot shows, after every turn.</summary>
internal sealed class EventRecord : IDisposable
{
    private static readonly SupervisorEvent Mark = new() { Kind = SupervisorEventKind.EventsDropped, Time = default };

    private readonly EventHub _hub;
    private readonly IAsyncEnumerator<SupervisorEvent> _reader;
    private readonly Dictionary<string, ProcessState> _states = [];
    private readonly HashSet<string> _running = [];

    internal EventRecord(EventHub hub) => (_hub, _reader) = (hub, hub.Subscribe(CancellationToken.None).GetAsyncEnumerator());

    /// <summary>How many processes have ended for good in this turn, and how many of them were given up.</summary>
    internal (int Ends, int GivenUp) Ends { get; private set; }

    /// <summary>Reads what one turn has told.</summary>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    internal string? Read(SupervisorSnapshot snapshot)
    {
        Ends = default;
        // With the mark there is always one more to read, so that no read waits.
        _hub.Publish(Mark);
        while (true)
        {
            ValueTask<bool> next = _reader.MoveNextAsync();
            if (!next.IsCompleted || !next.GetAwaiter().GetResult())
                return "the events have ended";
            SupervisorEvent happened = _reader.Current;
            if (ReferenceEquals(happened, Mark))
                return Compare(snapshot);
            if (happened.Version != snapshot.Version)
                return $"{happened.Kind} of {happened.Process} says version {happened.Version}, the snapshot is {snapshot.Version}";
            if (Take(happened) is { } broken)
                return broken;
        }
    }

    public void Dispose()
    {
        _hub.Close();
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private string? Take(SupervisorEvent happened) => happened.Kind switch
    {
        SupervisorEventKind.StateChanged => Take(happened.Process!, happened.PreviousState!.Value, happened.State!.Value),
        SupervisorEventKind.Started when !_running.Add(happened.Process!) => $"{happened.Process} has started twice",
        SupervisorEventKind.Exited when !_running.Remove(happened.Process!) => $"{happened.Process} has ended twice",
        _ => null,
    };

    private string? Take(string process, ProcessState previous, ProcessState state)
    {
        ProcessState known = _states.GetValueOrDefault(process);
        if (known != previous)
            return $"{process} was {known} and is said to have been {previous}";
        _states[process] = state;
        if (state is ProcessState.Completed or ProcessState.Failed)
            Ends = (Ends.Ends + 1, Ends.GivenUp + (state == ProcessState.Failed ? 1 : 0));
        return null;
    }

    private string? Compare(SupervisorSnapshot snapshot)
    {
        int running = 0, present = 0;
        foreach (ProcessSnapshot process in snapshot.Processes)
        {
            if (_states.TryGetValue(process.Name, out ProcessState known))
                present++;
            if (known != process.State)
                return $"{process.Name} is {process.State} and was said to be {known}";
            if (process.ProcessId is null)
                continue;
            running++;
            if (!_running.Contains(process.Name))
                return $"{process.Name} runs and nobody was told";
        }

        if (running != _running.Count)
            return "something runs by its events that does not";
        bool allShown = present == _states.Count
            || _states.All(known => known.Value == ProcessState.Stopped || snapshot[known.Key] is not null);
        return allShown ? null : "something has disappeared before it had stopped";
    }
}
