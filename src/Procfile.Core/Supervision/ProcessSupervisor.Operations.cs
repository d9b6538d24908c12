using System.Collections.Immutable;
using Procfile.Core.Commands;
using Procfile.Core.Launching;
using Procfile.Core.Supervision.Engine;

namespace Procfile.Core.Supervision;

/// <content>What can be asked of a supervisor.</content>
public sealed partial class ProcessSupervisor
{
    /// <summary>Starts all processes of the formation that do not run.</summary>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    public Task<OperationResult> StartAsync(CancellationToken cancellationToken = default) =>
        Do(_engine.StartAll, cancellationToken);

    /// <summary>Starts the processes of a type, or one process.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the start.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> StartAsync(string name, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Start(operation, name), cancellationToken);

    /// <summary>Stops all processes, in parallel, each by its stop sequence.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    public Task<OperationResult> StopAsync(CancellationToken cancellationToken = default) => StopAsync(Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Stops all processes, in parallel, each by its stop sequence, and within a time. Also tightens a stop that is under way.</summary>
    /// <param name="limit">After how long KILL is sent at the latest; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the sequences take.</param>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    public Task<OperationResult> StopAsync(TimeSpan limit, CancellationToken cancellationToken = default) =>
        Do(operation => _engine.StopAll(operation, limit), cancellationToken);

    /// <summary>Stops the processes of a type, or one process.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> StopAsync(string name, CancellationToken cancellationToken = default) =>
        StopAsync(name, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Stops the processes of a type, or one process, within a time.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="limit">After how long KILL is sent at the latest; zero for at once.</param>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> StopAsync(string name, TimeSpan limit, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Stop(operation, name, limit), cancellationToken);

    /// <summary>Stops all processes with KILL; also cuts short the stops that are under way.</summary>
    /// <param name="cancellationToken">Ends the wait, not the stop.</param>
    /// <returns>Ends when nothing of them is left, or what is left cannot be killed.</returns>
    public Task<OperationResult> KillAsync(CancellationToken cancellationToken = default) => Do(_engine.KillAll, cancellationToken);

    /// <summary>Restarts the processes of a type, or one process, in the way that the type's options say.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the restart.</param>
    /// <returns>Ends when each is ready, or waits for its next try; for a rolling restart that is broken off, see <see cref="OperationResult.Problem"/>.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> RestartAsync(string name, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Restart(operation, name, null), cancellationToken);

    /// <summary>Restarts the processes of a type, or one process.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="mode">How.</param>
    /// <param name="cancellationToken">Ends the wait, not the restart.</param>
    /// <returns>Ends when each is ready, or waits for its next try; for a rolling restart that is broken off, see <see cref="OperationResult.Problem"/>.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<OperationResult> RestartAsync(string name, RestartMode mode, CancellationToken cancellationToken = default) =>
        DoNamed(name, operation => _engine.Restart(operation, name, mode), cancellationToken);

    /// <summary>Changes how many processes of a type run. Takes the highest numbers away and fills the lowest free ones.</summary>
    /// <param name="type">The type's name; <c>*</c> stands for any characters.</param>
    /// <param name="change">An absolute number or a change; a number below 0 becomes 0. Of a paused type that which there will be again is changed, and its pause ends.</param>
    /// <param name="cancellationToken">Ends the wait, not the scaling.</param>
    /// <returns>
    /// Ends when the added run or wait for their next try, and nothing is left of the removed; where nothing had to be changed, when the
    /// type has come to what was asked for before.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> ScaleAsync(string type, ScaleChange change, CancellationToken cancellationToken = default) =>
        ScaleAsync([new ScaleRequest(type, change)], cancellationToken);

    /// <summary>Changes how many processes of several types run, in one operation. Where one of the types is unknown, nothing is changed.</summary>
    /// <param name="requests">The changes; several of one type count one after the other.</param>
    /// <param name="cancellationToken">Ends the wait, not the scaling.</param>
    /// <returns>
    /// Ends when the added run or wait for their next try, and nothing is left of the removed; of a type where nothing had to be changed,
    /// when it has come to what was asked for before.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> ScaleAsync(IEnumerable<ScaleRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        ImmutableArray<ScaleRequest> all = [.. requests];
        foreach (ScaleRequest request in all)
            CheckType(request.Type);
        return Do(operation => _engine.Scale(operation, all), cancellationToken);
    }

    /// <summary>Scales a type to 0 and remembers how many there were, as Cloud 66 does.</summary>
    /// <param name="type">The type's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the pause.</param>
    /// <returns>Ends when nothing of them is left.</returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> PauseAsync(string type, CancellationToken cancellationToken = default)
    {
        CheckType(type);
        return Do(operation => _engine.Pause(operation, type), cancellationToken);
    }

    /// <summary>Scales a paused type back to as many processes as there were.</summary>
    /// <param name="type">The type's name; <c>*</c> stands for any characters.</param>
    /// <param name="cancellationToken">Ends the wait, not the resumption.</param>
    /// <returns>Ends when each runs, or waits for its next try.</returns>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public Task<OperationResult> ResumeAsync(string type, CancellationToken cancellationToken = default)
    {
        CheckType(type);
        return Do(operation => _engine.Resume(operation, type), cancellationToken);
    }

    /// <summary>Sends a signal to processes and all they have started.</summary>
    /// <param name="name">A type's or a process's name; <c>*</c> stands for any characters.</param>
    /// <param name="signal">The signal.</param>
    /// <returns>Whether somebody got it.</returns>
    /// <exception cref="ArgumentException">Nothing has this name.</exception>
    public Task<bool> SignalAsync(string name, ProcessSignal signal)
    {
        CheckName(name);
        return Ask(() => _engine.Signal(name, signal));
    }

    private Task<OperationResult> DoNamed(string name, Action<Operation> request, CancellationToken cancellation)
    {
        CheckName(name);
        return Do(request, cancellation);
    }

    private IEnumerable<string> TypeNames => GetSnapshot().Types.Select(type => type.Name);

    private void CheckType(string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (!TypeNames.Any(known => ProcessNames.Matches(type, known)))
            throw new ArgumentException($"There is no process type \"{type}\": there are {string.Join(", ", TypeNames)}.", nameof(type));
    }

    private void CheckName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        bool known = TypeNames.Any(type => ProcessNames.Matches(name, type))
            || GetSnapshot().Processes.Any(process => ProcessNames.Matches(name, process.Name));
        if (!known)
            throw new ArgumentException($"There is no process and no process type \"{name}\": the types are {string.Join(", ", TypeNames)}.", nameof(name));
    }

    private Task<OperationResult> Do(Action<Operation> request, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<OperationResult>(cancellation);
        var completion = new TaskCompletionSource<OperationResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        var operation = new Operation(completion);
        CarryOut(() => request(operation), completion);
        return completion.Task.WaitAsync(cancellation);
    }

    private Task<T> Ask<T>(Func<T> question)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        CarryOut(() => completion.TrySetResult(question()), completion);
        return completion.Task;
    }

    /// <summary>Whoever waits hears of a request that could not be carried out, instead of waiting for ever.</summary>
    private void CarryOut<T>(Action request, TaskCompletionSource<T> completion) => _thread.Do(
        () =>
        {
            try
            {
                request();
            }
            catch (ArgumentException exception)
            {
                // A type that a reload has taken away in the meantime.
                completion.TrySetException(exception);
            }
            catch (Exception exception)
            {
                completion.TrySetException(exception);
                throw;
            }
        },
        () => completion.TrySetCanceled());
}
