using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Procfile.Core.Launching;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Carries out starts on a thread of its own, one after the other: a start may take long (an executable on a slow disk), and the
/// supervisor must answer meanwhile. A thread that a start holds up too long is relieved by another.
/// </summary>
internal sealed class LaunchDesk : ILaunchDesk, IDisposable
{
    private readonly BlockingCollection<(LaunchRequest Request, SupervisorEngine Engine)> _requests = [];
    private readonly SpecFactory _specs;
    private readonly IProcessLauncher _launcher;
    private readonly Mailbox _mailbox;
    private readonly OutputRoutes _output;
    private readonly TimeProvider _time;
    private Clerk _clerk = new();

    internal LaunchDesk(SpecFactory specs, IProcessLauncher launcher, Mailbox mailbox, OutputRoutes output, TimeProvider time)
    {
        (_specs, _launcher, _mailbox, _output, _time) = (specs, launcher, mailbox, output, time);
        Begin(_clerk);
    }

    public void Start(LaunchRequest request, SupervisorEngine engine) => _requests.Add((request, engine));

    /// <summary>Has another thread go on with the starts that wait behind this one, if it is under way.</summary>
    public void Relieve(ManagedProcess process, int incarnation)
    {
        if (Volatile.Read(ref _clerk.Current) is not { } current || current.Process != process || current.Incarnation != incarnation)
            return;
        _clerk.IsRelieved = true;
        _clerk = new Clerk();
        Begin(_clerk);
    }

    public void Dispose() => _requests.CompleteAdding();

    private void Begin(Clerk clerk) =>
        new Thread(() => Run(clerk), maxStackSize: 512 * 1024) { IsBackground = true, Name = "procfile-launch" }.Start();

    private void Run(Clerk clerk)
    {
        // What was still to be started when the supervisor ended is not wanted any more.
        while (!clerk.IsRelieved && _requests.TryTake(out (LaunchRequest Request, SupervisorEngine Engine) next, Timeout.Infinite) && !_requests.IsAddingCompleted)
        {
            Volatile.Write(ref clerk.Current, next.Request);
            Launch(next.Request, next.Engine);
            Volatile.Write(ref clerk.Current, null);
        }
    }

#pragma warning disable CA1031 // A launcher of the host may throw anything; that is this process's failure alone.
    private void Launch(LaunchRequest request, SupervisorEngine engine)
    {
        PreparedSpec prepared = _specs.Prepare(request);
        LaunchFailure? failure = prepared.Failure;
        try
        {
            failure ??= Launch(request, engine, prepared);
        }
        catch (Exception exception)
        {
            failure = new LaunchFailure(LaunchFailureKind.Other, $"The launcher failed: {exception.Message}");
        }

        if (prepared.Spec is { } started)
        {
            foreach (SafeHandle handle in started.InheritedHandles)
                handle.Dispose();
        }

        if (failure is not null)
            Report(request, engine, failure, prepared.Granted);
    }
#pragma warning restore CA1031

    private LaunchFailure? Launch(LaunchRequest request, SupervisorEngine engine, PreparedSpec prepared)
    {
        var incarnation = new Incarnation(request, prepared.Granted!.Value, engine, _mailbox, _output.SinkFor(request.Source), _time);
        LaunchResult result = _launcher.Start(prepared.Spec!, incarnation);
        // A launcher of the host's may have forgotten to say so.
        if (result.Process is { } process && !incarnation.HasStarted)
            incarnation.OnStarted(process);
        return result.Failure;
    }

    private void Report(LaunchRequest request, SupervisorEngine engine, LaunchFailure failure, GrantedPlace? granted)
    {
        if (!_mailbox.Post(() => engine.LaunchFailed(request.Process, request.Incarnation, failure, granted)))
            granted?.Lease?.Dispose();
    }

    /// <summary>One thread that carries out starts. Who is relieved belongs to the supervisor's thread to say.</summary>
    private sealed class Clerk
    {
        internal LaunchRequest? Current;

        internal volatile bool IsRelieved;
    }
}
