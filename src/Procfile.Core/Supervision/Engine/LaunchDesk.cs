using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Procfile.Core.Launching;
using Procfile.Core.Output;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Carries out starts on a thread of its own, one after the other: a start may take long (an executable on a slow disk), and the
/// supervisor must answer meanwhile.
/// </summary>
internal sealed class LaunchDesk : ILaunchDesk, IDisposable
{
    private readonly BlockingCollection<(LaunchRequest Request, SupervisorEngine Engine)> _requests = [];
    private readonly Func<LaunchRequest, PreparedSpec> _prepare;
    private readonly IProcessLauncher _launcher;
    private readonly Mailbox _mailbox;
    private readonly OutputRoutes _output;

    internal LaunchDesk(Func<LaunchRequest, PreparedSpec> prepare, IProcessLauncher launcher, Mailbox mailbox, OutputRoutes output)
    {
        (_prepare, _launcher, _mailbox, _output) = (prepare, launcher, mailbox, output);
        new Thread(Run, maxStackSize: 512 * 1024) { IsBackground = true, Name = "procfile-launch" }.Start();
    }

    public void Start(LaunchRequest request, SupervisorEngine engine) => _requests.Add((request, engine));

    public void Dispose() => _requests.CompleteAdding();

    private void Run()
    {
        foreach ((LaunchRequest request, SupervisorEngine engine) in _requests.GetConsumingEnumerable())
        {
            // What was still to be started when the supervisor ended is not wanted any more.
            if (!_requests.IsAddingCompleted)
                Launch(request, engine);
        }

        _requests.Dispose();
    }

#pragma warning disable CA1031 // A launcher or token source of the host may throw anything; that is this process's failure alone.
    private void Launch(LaunchRequest request, SupervisorEngine engine)
    {
        PreparedSpec prepared = default;
        LaunchFailure? failure;
        try
        {
            prepared = _prepare(request);
            IOutputSink sink = _output.SinkFor(request.Source);
            failure = prepared.Failure
                ?? _launcher.Start(prepared.Spec!, new Incarnation(request, prepared.Granted, engine, _mailbox, sink)).Failure;
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

    private void Report(LaunchRequest request, SupervisorEngine engine, LaunchFailure failure, GrantedPlace granted)
    {
        if (!_mailbox.Post(() => engine.LaunchFailed(request.Process, request.Incarnation, failure, granted)))
            granted.Lease?.Dispose();
    }
}
