using Procfile.Core.Launching;
using Procfile.Core.Output;
using Procfile.Core.Supervision.Probes;

namespace Procfile.Core.Supervision.Engine;

/// <summary>
/// Listens to one started process: output goes through its line assembler to the sink on the launcher's thread, everything else
/// into the mailbox.
/// </summary>
internal sealed class Incarnation : IProcessObserver
{
    private readonly LaunchRequest _request;
    private readonly GrantedPlace _granted;
    private readonly SupervisorEngine _engine;
    private readonly Mailbox _mailbox;
    private readonly ReadinessContext? _readiness;
    private readonly LineAssembler _lines;
    private IProcessHandle? _process;

    internal Incarnation(LaunchRequest request, GrantedPlace granted, SupervisorEngine engine, Mailbox mailbox, IOutputSink sink, TimeProvider time)
    {
        (_request, _granted, _engine, _mailbox, OutputLane) = (request, granted, engine, mailbox, sink);
        if (request.Readiness is not null)
        {
            _readiness = new ReadinessContext(request.Process.Name, request.Rules.Definition.Name) { Port = granted.Port, TimeProvider = time };
            if (ReadsOutput(request.Readiness))
                sink = new ReadinessTap(_readiness, sink);
        }

        _lines = new LineAssembler(request.Source, sink);
    }

    public object? OutputLane { get; }

    /// <summary>Whether the launcher has said that the process runs.</summary>
    internal bool HasStarted => _process is not null;

    public void OnStarted(IProcessHandle process)
    {
        _process = process;
        IReadinessWatch? watch = MakeWatch(process);
        if (_mailbox.Post(() => _engine.Launched(_request.Process, _request.Incarnation, process, _granted, watch)))
            return;
        // The supervisor has ended in the meantime: nobody would ever stop this process.
        process.Signal(ProcessSignal.Kill, wholeGroup: true);
        _granted.Lease?.Dispose();
    }

    public bool OnOutput(ReadOnlySpan<byte> bytes)
    {
        _lines.Add(bytes);
        return _lines.HoldsBack;
    }

    public void OnOutputQuiet() => _lines.Flush();

    public void OnExited(ProcessExit exit)
    {
        if (!_mailbox.Post(() => _engine.Exited(_request.Process, _request.Incarnation, exit)))
            _process?.Dispose();
    }

    public void OnSwept(int survivors) => _mailbox.Post(() => _engine.Swept(_request.Process, _request.Incarnation, survivors));

    /// <summary>Lines that nobody will look at need not be decoded.</summary>
    private static bool ReadsOutput(IReadinessProbe probe) => probe is not (DelayProbe or TcpProbe or HttpProbe);

    private ReadinessWatch? MakeWatch(IProcessHandle process)
    {
        if (_readiness is null)
            return null;
        _readiness.ProcessId = process.Id;
        return new ReadinessWatch(
            _request.Readiness!,
            _readiness,
            () => _mailbox.Post(() => _engine.Ready(_request.Process, _request.Incarnation)),
            reason => _mailbox.Post(() => _engine.NotReady(_request.Process, _request.Incarnation, reason)));
    }
}
